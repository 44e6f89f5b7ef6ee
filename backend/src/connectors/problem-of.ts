import type { z } from 'zod';
import { problemCodeSchema, type ProblemCode } from '../contract/index.js';

/**
 * The second argument of a `refine` whose failure is a problem with a code of its own, where parameters have no more to
 * say than `PARAM_INVALID`: `z.number().refine((ms) => ms >= 0, problemOf('DELAY_NEGATIVE', 'a delay is not negative'))`.
 *
 * @param message continues `"<parameter>": ` and ends without a full stop
 */
export function problemOf(code: ProblemCode, message: string): { error: string; params: { code: ProblemCode } } {
  return { error: message, params: { code } };
}

/** The problem code that a refinement named, if it did. */
export function ownCode(issue: z.core.$ZodIssue): ProblemCode | undefined {
  return issue.code === 'custom' ? problemCodeSchema.safeParse(issue.params?.code).data : undefined;
}
