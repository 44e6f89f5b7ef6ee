import type { ArrowFunctionExpression, Expression, MemberExpression, Node } from 'acorn';
import { ExpressionError } from './expression-error.js';
import { mayHoldExpression, splitTemplate } from './split-template.js';

/** A place in a text that is to be replaced. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Rewrites the expressions in any JSON value so that what was `steps.<from>` is `steps.<to>`, and leaves everything else
 * as it was written. What cannot be read as an expression stays too.
 *
 * @param to an id of a node, so that it can follow a dot
 * @returns the same value if it holds no such reference
 */
export function renameReference(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return renameInText(value, from, to);
  if (Array.isArray(value)) {
    const items = value.map((item) => renameReference(item, from, to));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(
    ([key, field]) => [key, field as unknown, renameReference(field, from, to)] as const,
  );
  if (fields.every(([, before, after]) => before === after)) return value;
  return Object.fromEntries(fields.map(([key, , after]) => [key, after]));
}

function renameInText(text: string, from: string, to: string): string {
  if (!mayHoldExpression(text) || !text.includes(from)) return text;
  const edits = splitTemplate(text).flatMap((part) =>
    typeof part === 'string' || part.tree instanceof ExpressionError ? [] : editsIn(part.tree, from, to),
  );
  // From the end on, so that the places of those before stay right.
  return edits
    .sort((left, right) => right.start - left.start)
    .reduce((rest, edit) => rest.slice(0, edit.start) + edit.text + rest.slice(edit.end), text);
}

function editsIn(node: Node, from: string, to: string): Edit[] {
  // Where an arrow function calls its own parameter `steps`, the name means something else.
  if (isArrow(node) && node.params.some((param) => mentionsSteps(param))) return [];
  const own = isMember(node) ? editOf(node, from, to) : undefined;
  return [...(own ? [own] : []), ...childrenOf(node).flatMap((child) => editsIn(child, from, to))];
}

function editOf({ object, computed, property }: MemberExpression, from: string, to: string): Edit | undefined {
  if (object.type !== 'Identifier' || object.name !== 'steps') return undefined;
  const { start, end } = property;
  if (!computed) return property.type === 'Identifier' && property.name === from ? { start, end, text: to } : undefined;
  const isSame = property.type === 'Literal' && property.value === from;
  return isSame ? { start, end, text: `'${to}'` } : undefined;
}

function mentionsSteps(node: Node): boolean {
  return (isIdentifier(node) && node.name === 'steps') || childrenOf(node).some(mentionsSteps);
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function isArrow(node: Node): node is ArrowFunctionExpression {
  return node.type === 'ArrowFunctionExpression';
}

function isMember(node: Node): node is MemberExpression {
  return node.type === 'MemberExpression';
}

function isIdentifier(node: Node): node is Extract<Expression, { type: 'Identifier' }> {
  return node.type === 'Identifier';
}
