import type { Expression, MemberExpression } from 'acorn';
import type { CompileContext } from './compile-context.js';
import { scopeReader } from './compile-name.js';
import type { Code } from './evaluation.js';
import type { Evaluation } from './evaluation.js';
import { CONSTANTS_OF, NAMESPACES } from './methods/helpers.js';
import { mayEndEarly, SHORT } from './optional-chain.js';
import type { Scope } from './scope.js';
import type { Span } from './source-text.js';
import { nameOfType, readOwn, toText } from './values.js';

/** Member access: `a.b`, `a[b]`, `a?.b`. */
export function compileMember(node: MemberExpression, context: CompileContext): Code {
  const path = compilePath(node, context);
  if (path) return (evaluation) => path(evaluation.scope);
  if (node.object.type === 'Super') return context.refuse('`super` is not available in expressions.', node);
  const constant = compileConstant(node.object, staticKey(node), context);
  if (constant) return constant;
  noteReference(node, context);
  const object = context.compile(node.object);
  const read = compileRead(node, node.object, context);
  if (!mayEndEarly(node)) return (evaluation) => read(object(evaluation), evaluation);
  const { optional } = node;
  return (evaluation) => {
    const target = object(evaluation);
    if (target === SHORT || (optional && target == null)) return SHORT;
    return read(target, evaluation);
  };
}

/** The name of a member, if it is written down and not computed. */
export function staticKey({ computed, property }: MemberExpression): string | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}

/**
 * A path of plain names from a name of the scope (`trigger.body.total`), by far the most frequent expression, becomes a
 * function of the scope alone.
 */
export function compilePath(node: Expression, context: CompileContext): ((scope: Scope) => unknown) | undefined {
  if (node.type === 'Identifier')
    return context.findLocal(node.name) === undefined ? scopeReader(node.name, context) : undefined;
  if (node.type !== 'MemberExpression' || node.optional || node.object.type === 'Super') return undefined;
  const key = staticKey(node);
  const object = key === undefined ? undefined : compilePath(node.object, context);
  if (key === undefined || !object) return undefined;
  noteReference(node, context);
  const fail = missingTarget(node, node.object, key, context);
  return (scope) => {
    const target = object(scope);
    return target == null ? fail(target) : readOwn(target, key);
  };
}

function compileRead(
  node: MemberExpression,
  object: Expression,
  context: CompileContext,
): (target: unknown, evaluation: Evaluation) => unknown {
  const known = staticKey(node);
  if (known !== undefined) {
    const fail = missingTarget(node, object, known, context);
    return (target) => (target == null ? fail(target) : readOwn(target, known));
  }
  if (node.property.type === 'PrivateIdentifier') return context.refuse('Private names are not available.', node);
  const property = context.compile(node.property);
  const { source } = context;
  return (target, evaluation) => {
    const value = property(evaluation);
    const key = typeof value === 'number' ? value : toText(value, evaluation);
    if (typeof key === 'string') evaluation.spendText(key);
    return target == null ? missingTarget(node, object, key, { source })(target) : readOwn(target, key);
  };
}

/** Says what was not there: "trigger.body is undefined, "total" cannot be read from it." */
function missingTarget(
  node: Span,
  object: Span,
  key: string | number,
  { source }: Pick<CompileContext, 'source'>,
): (target: unknown) => never {
  return (target) => {
    const detail = `${source.show(object)} is ${nameOfType(target)}, "${key}" cannot be read from it. In: ${source.show(node)}`;
    throw source.error('EXPR_FAILED', detail, node.start);
  };
}

/** `Math.PI` and the like. */
function compileConstant(object: Expression, key: string | undefined, context: CompileContext): Code | undefined {
  if (object.type !== 'Identifier' || !NAMESPACES.has(object.name) || context.findLocal(object.name) !== undefined)
    return undefined;
  const value = key === undefined ? undefined : CONSTANTS_OF.get(`${object.name}.${key}`);
  if (value === undefined)
    throw context.error('EXPR_UNKNOWN_NAME', `${object.name} has no value "${key ?? 'that is computed'}".`, object);
  return () => value;
}

function noteReference(node: MemberExpression, context: CompileContext): void {
  const { object } = node;
  const id = staticKey(node);
  if (object.type !== 'Identifier' || object.name !== 'steps' || id === undefined) return;
  if (context.findLocal('steps') === undefined) context.references.push({ id, offset: node.property.start });
}
