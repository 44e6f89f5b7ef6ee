import type { Expression, Super } from 'acorn';

/** What the links of a chain hand on after `?.` found nothing: the rest of the chain is not evaluated. */
export const SHORT = Symbol('short');

/** Whether something left of here in the same chain may end it. */
export function mayEndEarly(node: Expression | Super): boolean {
  if (node.type === 'MemberExpression') return node.optional || mayEndEarly(node.object);
  if (node.type === 'CallExpression') return node.optional || mayEndEarly(node.callee);
  return false;
}
