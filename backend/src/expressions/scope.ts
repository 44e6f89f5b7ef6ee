/** The names that an expression or a code node sees; see "Expressions" in the documentation of the public surface. */
export interface Scope {
  trigger: unknown;
  /** The CloudEvents envelope. */
  event: unknown;
  /** Output by node id; `{ error }` for a step that failed and was continued. */
  steps: Readonly<Record<string, unknown>>;
  /** The output of the node before; by node id after several. */
  input: unknown;
  item?: unknown;
  index?: number | undefined;
  /** The event that is looked at, in the conditions of a `wait-for-event`. */
  candidate?: unknown;
  vars: unknown;
  workflow: { id: string; name: string };
  run: { id: string; attempt: number; idempotencyKey?: string };
  now: Date;
}

/** Every name in scope, for completion and for the check of unknown names. */
export const SCOPE_NAMES = [
  'trigger',
  'event',
  'steps',
  'input',
  'item',
  'index',
  'candidate',
  'vars',
  'workflow',
  'run',
  'now',
] as const satisfies readonly (keyof Scope)[];

export type ScopeName = (typeof SCOPE_NAMES)[number];
