import type { DataPreview, Run, Step, StepDataQuery } from '../../contract/index.js';
import { cutValue } from './cut-value.js';
import { JsonSizes } from './json-sizes.js';

/** No value of a step is longer as JSON, in bytes. */
export const MOST_OF_VALUE = 64 * 1024;
/** All values of a run together. */
const MOST_OF_RUN = 1024 * 1024;
/** Telling where a value is takes about as long as a value of so many bytes. */
const LITTLE = 256;

/** What of a value goes out: all, a part, or where it is. */
interface Part {
  value?: Step['output'];
  preview?: DataPreview;
}

/**
 * A run with its long values cut, and without further ones once they have come to `room` bytes: it stays small whatever
 * the run carried. Values so little that telling where they are takes as long are left in.
 */
export function previewRun(run: Run, room = MOST_OF_RUN): Run {
  const sizes = new JsonSizes();
  let left = room;
  const partOf = (value: Step['output'], ref: () => string): Part => {
    if (value === undefined) return {};
    const bytes = sizes.of(value);
    if (bytes <= LITTLE || bytes <= Math.min(MOST_OF_VALUE, left)) {
      left -= bytes;
      return { value };
    }
    if (left < LITTLE) return { preview: { bytes, ref: ref(), cuts: [] } };
    const shown = cutValue(value, Math.min(MOST_OF_VALUE, left), sizes);
    left -= sizes.of(shown.value) + sizes.of(shown.cuts);
    return { value: shown.value as Step['output'], preview: { bytes, ref: ref(), cuts: shown.cuts } };
  };
  const steps = run.steps.map(({ input, output, ...step }) => {
    const taken = partOf(input, () => refOf(run.id, step, 'input'));
    const given = partOf(output, () => refOf(run.id, step, 'output'));
    return {
      ...step,
      ...(taken.value !== undefined && { input: taken.value }),
      ...(taken.preview && { inputPreview: taken.preview }),
      ...(given.value !== undefined && { output: given.value }),
      ...(given.preview && { outputPreview: given.preview }),
    };
  });
  return { ...run, steps };
}

function refOf(
  runId: string,
  { nodeId, iteration }: Pick<Step, 'nodeId' | 'iteration'>,
  part: StepDataQuery['part'],
): string {
  const query = new URLSearchParams({ part, ...(iteration !== undefined && { iteration }) });
  return `/api/v1/runs/${runId}/steps/${encodeURIComponent(nodeId)}/data?${query.toString()}`;
}
