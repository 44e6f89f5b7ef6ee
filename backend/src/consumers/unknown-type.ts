import type { StepPlace } from '../engine/index.js';
import type { StepOutcome } from './perform-step.js';

/** A draft may be tried out although it holds a node of a type that nobody knows. */
export function unknownType(place: StepPlace, attempt: number): StepOutcome {
  const error = {
    code: 'NODE_TYPE_UNKNOWN',
    message: 'This version of Eventloom does not know the type of this node.',
  };
  return { event: { type: 'failed', ...place, attempt, error, permanent: true, at: Date.now() }, json: undefined };
}
