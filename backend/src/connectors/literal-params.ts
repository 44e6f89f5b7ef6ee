import type { NodeType } from './define-node.js';

/** The parameters of triggers that hold expressions: they are asked about each event, before there is a run. */
const ASKED_OF_EVENTS: ReadonlySet<string> = new Set(['filter', 'orderingKey']);

/** Tells the parameters of a node type that are taken as they stand. */
export function literalParams(type: NodeType<unknown>): (name: string) => boolean {
  if (type.kind === 'trigger') return (name) => !ASKED_OF_EVENTS.has(name);
  const names = new Set<string>(type.literal);
  return (name) => names.has(name);
}

/** Tells those that are not evaluated when a step begins: the literal ones, and those that the node looks at itself. */
export function fixedParams(type: NodeType<unknown>): (name: string) => boolean {
  const isLiteral = literalParams(type);
  const deferred = new Set<string>(type.deferred);
  return (name) => isLiteral(name) || deferred.has(name);
}
