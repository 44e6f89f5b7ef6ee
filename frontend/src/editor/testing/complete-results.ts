import { LOOP_BODY_PORT, type DataPreview, type Graph } from '@eventloom/backend/contract';
import { ancestorsOf } from '@eventloom/backend/engine';
import type { StepResult, TestingState } from './testing-store';

type Results = TestingState['results'];
type Load = (preview: DataPreview) => Promise<unknown>;

/** Fetches what the result of a step holds only a part of: what is tested or pinned with it must be all of it. */
export async function completeResult(result: StepResult, load: Load): Promise<StepResult> {
  const { inputPreview, outputPreview, ...rest } = result;
  return {
    ...rest,
    ...(inputPreview && { input: await load(inputPreview) }),
    ...(outputPreview && { output: await load(outputPreview) }),
  };
}

/** The results that a test of a step is given, and came in part so far. */
export function partialResults(graph: Graph, nodeId: string, results: Results): [string, StepResult][] {
  const before = ancestorsOf(graph, nodeId);
  // The item of a loop is known by what its first step took.
  const starts = graph.edges.filter(
    ({ source, sourceHandle }) => before.has(source) && sourceHandle === LOOP_BODY_PORT,
  );
  const needed = new Set([...before, ...starts.map(({ target }) => target)]);
  return Object.entries(results).filter(
    ([id, result]) => needed.has(id) && (result.inputPreview !== undefined || result.outputPreview !== undefined),
  );
}
