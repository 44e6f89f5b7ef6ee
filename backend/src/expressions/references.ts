import type { Expression, MemberExpression, Node } from 'acorn';
import { splitTemplate } from './split-template.js';

/** Where an expression looks at a node's step: `steps.name` or `steps["name"]`. */
interface Reference {
  nodeId: string;
  /** The place of the name in the text. */
  start: number;
  end: number;
  isQuoted: boolean;
}

/** The nodes whose steps an expression looks at. */
export function findReferences(expression: Expression): string[] {
  return [...new Set(collect(expression).map(({ nodeId }) => nodeId))];
}

/**
 * Makes every expression of a value that looks at one node's step look at another's: what renaming a node needs. All else
 * stays as it was written.
 */
export function renameReference(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value.includes('{{') ? renameInText(value, from, to) : value;
  if (Array.isArray(value)) return value.map((item) => renameReference(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renameReference(item, from, to)]));
}

function renameInText(text: string, from: string, to: string): string {
  const found = splitTemplate(text).parts.flatMap((part) => ('expression' in part ? collect(part.expression) : []));
  const places = found.filter(({ nodeId }) => nodeId === from).sort((a, b) => b.start - a.start);
  return places.reduce(
    (made, { start, end, isQuoted }) => made.slice(0, start) + (isQuoted ? JSON.stringify(to) : to) + made.slice(end),
    text,
  );
}

function collect(node: Node): Reference[] {
  const own = isStepMember(node) ? [toReference(node)].flatMap((one) => one ?? []) : [];
  return [...own, ...children(node).flatMap(collect)];
}

function isStepMember(node: Node): node is MemberExpression {
  if (node.type !== 'MemberExpression') return false;
  const { object } = node as MemberExpression;
  return object.type === 'Identifier' && object.name === 'steps';
}

function toReference({ property, computed }: MemberExpression): Reference | undefined {
  const { start, end } = property;
  if (!computed && property.type === 'Identifier') return { nodeId: property.name, start, end, isQuoted: false };
  if (computed && property.type === 'Literal' && typeof property.value === 'string')
    return { nodeId: property.value, start, end, isQuoted: true };
  return undefined;
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
