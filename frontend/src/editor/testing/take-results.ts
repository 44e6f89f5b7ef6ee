import type { ShownRun, ShownStep } from '../../api/queries';
import type { StepResult, TestingState } from './testing-store';

type Results = TestingState['results'];

/**
 * Adds what the steps of a run came to. What a test was given says nothing new; of a loop the first iteration counts,
 * with what all of them wrote.
 */
export function takeResults(results: Results, run: ShownRun): Results {
  const given = new Set(run.test?.pinned);
  const taken: Record<string, StepResult> = {};
  for (const step of run.steps) {
    if (given.has(step.nodeId) || !isOver(step)) continue;
    const first = Object.hasOwn(taken, step.nodeId) ? taken[step.nodeId] : undefined;
    if (first) first.logs = [...(first.logs ?? []), ...(step.logs ?? [])];
    else taken[step.nodeId] = toResult(run, step);
  }
  const newer = Object.entries(taken).filter(([nodeId, result]) => isNewer(result, results[nodeId]));
  return newer.length === 0 ? results : { ...results, ...Object.fromEntries(newer) };
}

function isOver({ status }: ShownStep): boolean {
  return status === 'succeeded' || status === 'failed';
}

function isNewer({ at }: StepResult, known: StepResult | undefined): boolean {
  return known === undefined || at >= known.at;
}

function toResult(run: ShownRun, step: ShownStep): StepResult {
  const { status, input, output, inputPreview, outputPreview, port, error, logs, iteration } = step;
  return {
    runId: run.id,
    eventId: run.eventId,
    at: step.finishedAt ?? run.createdAt,
    graph: run.graph,
    status,
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(inputPreview !== undefined && { inputPreview }),
    ...(outputPreview !== undefined && { outputPreview }),
    ...(port !== undefined && { port }),
    ...(error !== undefined && { error }),
    ...(logs !== undefined && { logs }),
    ...(iteration !== undefined && { iteration }),
  };
}
