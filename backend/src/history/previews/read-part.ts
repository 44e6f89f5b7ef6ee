import type { StepData, StepDataQuery } from '../../contract/index.js';
import { cutValue } from './cut-value.js';
import { valueAt } from './json-pointer.js';
import { JsonSizes } from './json-sizes.js';

/**
 * What lies at a pointer into the data of a step, cut to `limit` bytes; `bytes` tells how much there is. `undefined` if
 * there is nothing.
 */
export function readPart(
  data: unknown,
  { pointer, offset }: Pick<StepDataQuery, 'pointer' | 'offset'>,
  limit: number,
): StepData | undefined {
  const value = valueAt(data, pointer);
  if (value === undefined) return undefined;
  const sizes = new JsonSizes();
  const shown = cutValue(value, limit, sizes, { pointer, offset });
  return { value: shown.value as StepData['value'], bytes: sizes.of(value), cuts: shown.cuts };
}
