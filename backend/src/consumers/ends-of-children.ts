import type { RunError } from '../contract/index.js';
import type { RunSignal } from '../broker/run-signals.service.js';
import type { Answer } from './pending-signals.js';
import type { Finish } from './run-writes.js';

/** What the steps that wait for these runs are told. */
export function endsOfChildren(finishes: readonly Finish[]): RunSignal[] {
  return finishes.flatMap((finish) =>
    finish.parent ? [{ ...finish.parent, kind: 'child' as const, payload: toAnswer(finish) }] : [],
  );
}

function toAnswer({ id, status, output, error }: Finish): Answer {
  if (status === 'succeeded') return { output: output === null ? null : (JSON.parse(output) as unknown) };
  const cause = error === null ? undefined : (JSON.parse(error) as RunError);
  return {
    error: {
      code: status === 'cancelled' ? 'CHILD_CANCELLED' : 'CHILD_FAILED',
      message: cause ? `The run that was called failed: ${cause.message}` : 'The run that was called was cancelled.',
      details: { runId: id, ...(cause && { code: cause.code }) },
    },
  };
}
