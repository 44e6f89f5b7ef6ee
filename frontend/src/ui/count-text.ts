import type { Count } from '../api/count-matching';
import { formatCount } from './format';

/** `1 run`, `40 runs`, `more than 1,000 runs`. */
export function countText({ count, isMore }: Count, one: string): string {
  return `${isMore ? 'more than ' : ''}${formatCount(count, one)}`;
}
