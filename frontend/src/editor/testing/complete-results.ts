import { LOOP_BODY_PORT, type Graph } from '@eventloom/backend/contract';
import { ancestorsOf } from '@eventloom/backend/engine';
import { wholeData } from '../../api/step-data';
import type { StepResult, TestingState } from './testing-store';

type Results = TestingState['results'];

/** Fetches what the result of a step holds only a part of: what is tested or pinned with it must be all of it. */
export async function completeResult({ inputPreview, outputPreview, ...rest }: StepResult): Promise<StepResult> {
  return {
    ...rest,
    ...(inputPreview && { input: await wholeData(inputPreview) }),
    ...(outputPreview && { output: await wholeData(outputPreview) }),
  };
}

/** The results that a test of a step is given, with all their data where they came in part so far. */
export async function completeResults(graph: Graph, nodeId: string, results: Results): Promise<Results> {
  const before = ancestorsOf(graph, nodeId);
  // The item of a loop is known by what its first step took.
  const starts = graph.edges.filter(
    ({ source, sourceHandle }) => before.has(source) && sourceHandle === LOOP_BODY_PORT,
  );
  const needed = new Set([...before, ...starts.map(({ target }) => target)]);
  const whole = Object.entries(results)
    .filter(([id]) => needed.has(id))
    .map(async ([id, result]) => [id, await completeResult(result)] as const);
  return Object.fromEntries(await Promise.all(whole));
}
