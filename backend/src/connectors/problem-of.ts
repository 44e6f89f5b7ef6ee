import type { z } from 'zod';
import { problemCodeSchema, type ProblemCode } from '../contract/index.js';

/**
 * The second argument of a `refine` whose failure is a problem with a code of its own, where parameters have no more to
 * say than `PARAM_INVALID`: `z.number().refine((ms) => ms >= 0, problemOf('DELAY_NEGATIVE', 'a delay is not negative'))`.
 *
 * @param message continues `"<parameter>": ` and ends without a full stop; it may be made from the value
 */
export function problemOf(code: ProblemCode, message: string | ((value: unknown) => string)): ProblemParams {
  return { error: ({ input }) => (typeof message === 'string' ? message : message(input)), params: { code } };
}

interface ProblemParams {
  error: (issue: { input?: unknown }) => string;
  params: { code: ProblemCode };
}

/** The problem code that a refinement named, if it did. */
export function ownCode(issue: z.core.$ZodIssue): ProblemCode | undefined {
  return issue.code === 'custom' ? problemCodeSchema.safeParse(issue.params?.code).data : undefined;
}
