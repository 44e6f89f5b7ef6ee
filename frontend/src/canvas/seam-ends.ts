import type { TopicEnd } from '@eventloom/backend/contract';
import { formatCount } from '../ui/format';
import type { Seam } from './topic-links';

/** The other workflows at an end, each once: the first of its steps there leads to it. */
export function othersAt(ends: readonly TopicEnd[], workflowId: string): TopicEnd[] {
  const found = new Map<string, TopicEnd>();
  for (const end of ends)
    if (end.workflowId !== workflowId && !found.has(end.workflowId)) found.set(end.workflowId, end);
  return [...found.values()];
}

/** What a seam says: how many others there are, or that there are none. */
export function seamText(end: Seam['end'], others: number): string {
  if (others > 0) return formatCount(others, end === 'consumers' ? 'consumer' : 'producer');
  return end === 'consumers' ? 'nobody hears this yet' : 'no workflow sends this';
}
