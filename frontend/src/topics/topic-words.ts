import type { TopicSummary } from '@eventloom/backend/contract';

/** How much flows: `0/min`, `0.4/min`, `1,200/min`. */
export function rateText(perMinute: number): string {
  const digits = perMinute < 10 ? 1 : 0;
  return `${perMinute.toLocaleString(undefined, { maximumFractionDigits: digits })}/min`;
}

/** What is done with data that does not fit the schema. */
export function schemaText({ hasSchema, mode }: Pick<TopicSummary, 'hasSchema' | 'mode'>): string {
  if (!hasSchema) return 'no schema';
  return { off: 'not checked', warn: 'warns', reject: 'rejects' }[mode];
}
