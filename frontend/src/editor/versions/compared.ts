import { z } from 'zod';

/** A state of a workflow: a version by its number, a checkpoint by its id, or the `draft`. */
export type StateRef = number | string;

export interface Compared {
  from: StateRef;
  to: StateRef;
}

const idSchema = z.uuid();

/** Reads `3..5`, `3..draft` or, with the ids of checkpoints, anything like it; `undefined` for what is nothing of the kind. */
export function parseCompared(text: string | undefined): Compared | undefined {
  const [from, to, ...more] = (text ?? '').split('..').map(parseRef);
  return from === undefined || to === undefined || more.length > 0 ? undefined : { from, to };
}

export function formatCompared({ from, to }: Compared): string {
  return `${from}..${to}`;
}

export function parseRef(text: string): StateRef | undefined {
  if (text === 'draft') return 'draft';
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  return idSchema.safeParse(text).success ? text : undefined;
}

/** What is compared unless something is asked for: what is published, else the latest version, with the draft. */
export function usualCompared(versions: readonly { version: number; current: boolean }[]): Compared | undefined {
  const start = versions.find(({ current }) => current) ?? versions[0];
  return start && { from: start.version, to: 'draft' };
}

/** What a version changed: it beside the one before, or the first one beside the draft. */
export function changesOf(version: number, versions: readonly { version: number }[]): Compared {
  const before = versions.map((one) => one.version).filter((one) => one < version);
  return before.length === 0 ? { from: version, to: 'draft' } : { from: Math.max(...before), to: version };
}
