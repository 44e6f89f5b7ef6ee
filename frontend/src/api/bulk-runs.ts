import { jobStartedSchema, runPageSchema, type BulkRuns, type RunStatus } from '@eventloom/backend/contract';
import { request } from './client';
import { countMatching, type Count } from './count-matching';
import type { RunFilter } from './queries';

/** How many runs match and are in one of these states, as far as they are counted. */
export async function countRuns(filter: RunFilter, states: readonly RunStatus[], signal: AbortSignal): Promise<Count> {
  const counts = await Promise.all(
    states.map((status) =>
      countMatching((cursor, limit) =>
        request('GET', '/runs', runPageSchema, { query: { ...filter, status, cursor, limit }, signal }),
      ),
    ),
  );
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    isMore: counts.some(({ isMore }) => isMore),
  };
}

/** Retries or cancels all runs that match; answers the job that does so. */
export async function bulkRuns(body: BulkRuns): Promise<string> {
  return (await request('POST', '/runs/bulk', jobStartedSchema, { body })).jobId;
}
