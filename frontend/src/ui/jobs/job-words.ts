import type { Job, JobKind } from '@eventloom/backend/contract';
import { formatCount } from '../format';

/** What a job works on, and what it has done with it when it is over. */
const WORDS: Record<JobKind, { thing: string; done: string }> = {
  replay: { thing: 'event', done: 'replayed' },
  'retry-runs': { thing: 'run', done: 'retried' },
  'cancel-runs': { thing: 'run', done: 'cancelled' },
  'replay-dead-letters': { thing: 'dead letter', done: 'replayed' },
  'discard-dead-letters': { thing: 'dead letter', done: 'discarded' },
};

/** How far a job is, or what came of it. */
export function progressText({ kind, status, total, done, failed, error }: Job): string {
  const { thing, done: doneWith } = WORDS[kind];
  const failures = failed === 0 ? '' : `, ${failed.toLocaleString()} failed`;
  switch (status) {
    case 'queued':
      return 'Waiting to begin';
    case 'running':
      return `${outOf(done, total, thing)}${failures}`;
    case 'succeeded':
      return done === 0 ? `No ${thing} matched` : `${formatCount(done - failed, thing)} ${doneWith}${failures}`;
    case 'cancelled':
      return `Cancelled after ${outOf(done, total, thing)}${failures}`;
    case 'failed':
      return `Broken off after ${outOf(done, total, thing)}: ${error ?? 'it could not go on'}`;
  }
}

function outOf(done: number, total: number | null, thing: string): string {
  return total === null ? formatCount(done, thing) : `${done.toLocaleString()} of ${formatCount(total, thing)}`;
}

/** How much of a job is done, in percent; undefined while that is not known. */
export function progressPercent({ status, total, done }: Job): number | undefined {
  if (status === 'succeeded') return 100;
  if (total === null) return undefined;
  return total === 0 ? 0 : Math.min(100, (done / total) * 100);
}
