import type { NodeType } from './define-node.js';

/** The one parameter of triggers that holds expressions: they are asked about each event, before there is a run. */
const FILTER = 'filter';

/** Tells the parameters of a node type that are taken as they stand. */
export function literalParams(type: NodeType<unknown>): (name: string) => boolean {
  if (type.kind === 'trigger') return (name) => name !== FILTER;
  const names = new Set<string>(type.literal);
  return (name) => names.has(name);
}
