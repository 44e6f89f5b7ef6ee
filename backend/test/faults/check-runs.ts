import { groupBy, type History, type RunChange, type Violation } from './history.js';

const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

/** After the drain every run has ended, and has ended once. */
export function runsEndOnce({ runs, runChanges }: History): Violation[] {
  const ends = groupBy(
    runChanges.filter(({ to }) => ENDED.has(to)),
    ({ runId }) => runId,
  );
  const open = runs.filter(({ status }) => !ENDED.has(status));
  const twice = [...ends].filter(([, changes]) => changes.length > 1);
  return [
    ...open.map(({ id, status }) => ({ rule: 'run-lost', subject: id, detail: `is still ${status}` })),
    ...twice.map(([subject, changes]) => ({
      rule: 'end-doubled',
      subject,
      detail: changes.map(({ to, writer }) => `${to} by ${writer}`).join(),
    })),
  ];
}

/** Faults of the machinery are no faults of a run: what would have succeeded succeeds. */
export function outcomesAreTheirOwn({ runs }: History, failing: string): Violation[] {
  return runs
    .filter(({ status, workflow }) => ENDED.has(status) && status !== (workflow === failing ? 'failed' : 'succeeded'))
    .map(({ id, status, workflow }) => ({ rule: 'outcome-changed', subject: id, detail: `${workflow} ${status}` }));
}

/** A step that has ended was recorded once, and never again. */
export function resultsAreSingle({ results, steps }: History): Violation[] {
  const writes = groupBy(results, stepOf);
  const ended = steps.filter(({ status }) => ENDED.has(status) || status === 'skipped').map(stepOf);
  const missing = ended.filter((step) => !writes.has(step));
  return [
    ...missing.map((subject) => ({ rule: 'result-unseen', subject, detail: 'has a result that nobody wrote' })),
    ...[...writes]
      .filter(([, same]) => same.length > 1)
      .map(([subject, same]) => ({
        rule: 'result-doubled',
        subject,
        detail: same.map(({ epoch, writer }) => `epoch ${epoch} by ${writer}`).join(),
      })),
  ];
}

/** Whatever is written of a run is written by its owner at that moment. */
export function writersAreOwners({ runChanges, results }: History): Violation[] {
  const owners = new Map(
    runChanges.filter(isClaim).map(({ runId, epoch, writer }) => [`${runId} ${epoch}`, writer] as const),
  );
  const ends = runChanges.filter(({ from, to }) => from !== to && (ENDED.has(to) || to === 'waiting'));
  return [...results, ...ends]
    .filter(({ runId, epoch, writer }) => owners.get(`${runId} ${epoch}`) !== writer)
    .map(({ runId, epoch, writer }) => ({
      rule: 'stale-write',
      subject: runId,
      detail: `${writer} wrote in epoch ${epoch} of ${owners.get(`${runId} ${epoch}`) ?? 'nobody'}`,
    }));
}

function isClaim({ from, to }: RunChange): boolean {
  return to === 'running' && from !== 'running';
}

function stepOf({ runId, nodeId, iteration }: Record<'runId' | 'nodeId' | 'iteration', string>): string {
  return `${runId}:${nodeId}:${iteration}`;
}
