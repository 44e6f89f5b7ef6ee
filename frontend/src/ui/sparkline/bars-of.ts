import type { ActivityHour } from '@eventloom/backend/contract';
import { formatCount } from '../format';

/** One hour as a bar: how high its whole and its failed part are, from 0 to 1. */
export interface Bar {
  total: number;
  failed: number;
}

/** So high is the lowest bar that there is something to see of. */
const LEAST = 0.12;

/** The bars of some hours; the busiest hour is 1, and an hour with anything in it can be seen. */
export function barsOf(hours: readonly ActivityHour[]): Bar[] {
  const totals = hours.map(({ succeeded, failed, other }) => succeeded + failed + other);
  const most = Math.max(1, ...totals);
  return hours.map(({ failed }, index) => {
    const count = totals[index] ?? 0;
    const total = count === 0 ? 0 : Math.max(LEAST, count / most);
    return { total, failed: failed === 0 ? 0 : Math.max(LEAST, (failed / count) * total) };
  });
}

/** What the bars show, in words. */
export function wordsOf(hours: readonly ActivityHour[]): string {
  const sum = (part: keyof ActivityHour): number => hours.reduce((all, hour) => all + hour[part], 0);
  const [succeeded, failed, other] = [sum('succeeded'), sum('failed'), sum('other')];
  if (succeeded + failed + other === 0) return 'No runs in 24 h';
  const parts = [
    `${succeeded.toLocaleString()} succeeded`,
    ...(failed > 0 ? [`${failed.toLocaleString()} failed`] : []),
    ...(other > 0 ? [formatCount(other, 'other')] : []),
  ];
  return `In 24 h: ${parts.join(', ')}`;
}
