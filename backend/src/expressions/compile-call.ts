import type { CallExpression, Expression, MemberExpression, SpreadElement } from 'acorn';
import type { CallbackCode, CompileContext } from './compile-context.js';
import { compileItems } from './compile-literals.js';
import { staticKey } from './compile-member.js';
import type { Code, Evaluation } from './evaluation.js';
import { Call, type Method } from './methods/call.js';
import { FUNCTIONS, HELPERS, NAMESPACES } from './methods/helpers.js';
import { findMethod, isMethodName } from './methods/find-method.js';
import { mayEndEarly, SHORT } from './optional-chain.js';
import { nameOfType } from './values.js';

/** Calls go to helpers by name and to methods by the type of their receiver; nothing that is a value can be called. */
export function compileCall(node: CallExpression, context: CompileContext): Code {
  context.builds = true;
  const { callee } = node;
  if (callee.type === 'Identifier') return compileFunctionCall(node, callee.name, context);
  if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
    const name = staticKey(callee);
    if (name === undefined)
      return context.refuse('The name of a method has to be written down, it cannot be computed.', callee);
    const { object } = callee;
    if (object.type === 'Identifier' && NAMESPACES.has(object.name) && context.findLocal(object.name) === undefined)
      return compileHelperCall(node, `${object.name}.${name}`, context);
    return compileMethodCall(node, callee, object, name, context);
  }
  return context.refuse('Only the documented methods and helpers can be called.', node);
}

function compileFunctionCall(node: CallExpression, name: string, context: CompileContext): Code {
  const method = context.findLocal(name) === undefined ? FUNCTIONS.get(name) : undefined;
  if (!method) {
    const hint = isMethodName(name) ? ` It is a method: value.${name}(...).` : '';
    throw context.error('EXPR_UNKNOWN_NAME', `There is no function "${name}".${hint}`, node);
  }
  return compileStaticCall(node, name, method, context);
}

function compileHelperCall(node: CallExpression, name: string, context: CompileContext): Code {
  const method = HELPERS.get(name);
  if (!method) throw context.error('EXPR_UNKNOWN_NAME', `There is no helper "${name}".`, node);
  return compileStaticCall(node, name, method, context);
}

function compileStaticCall(
  node: CallExpression,
  name: string,
  method: Method<undefined>,
  context: CompileContext,
): Code {
  const args = compileArguments(node, context);
  if (args.callback) return context.refuse(`${name} takes no function.`, node);
  const { source } = context;
  return (evaluation) => {
    try {
      evaluation.spend(1);
      return method.run(new Call(undefined, args.values(evaluation), evaluation));
    } catch (error) {
      throw source.wrap(error, node);
    }
  };
}

function compileMethodCall(
  node: CallExpression,
  callee: MemberExpression,
  object: Expression,
  name: string,
  context: CompileContext,
): Code {
  if (!isMethodName(name)) throw context.error('EXPR_UNKNOWN_NAME', `There is no method "${name}".`, callee.property);
  const receiver = context.compile(object);
  const args = compileArguments(node, context);
  const { source } = context;
  // Of a long chain, the method that failed.
  const place = { start: callee.property.start, end: node.end };
  const invoke = (target: unknown, evaluation: Evaluation): unknown => {
    const method = findMethod(target, name);
    if (!method) {
      const detail = `${source.show(object)} is ${nameOfType(target)}, which has no method "${name}". In: ${source.show(node)}`;
      throw source.error('EXPR_FAILED', detail, node.start);
    }
    try {
      evaluation.spend(1);
      if (args.callback && !method.takes)
        throw new TypeError(`The method "${name}" of ${nameOfType(target)} takes no function.`);
      return method.run(new Call(target, args.values(evaluation), evaluation, args.callback?.(evaluation)));
    } catch (error) {
      throw source.wrap(error, place);
    }
  };
  if (!mayEndEarly(node)) return (evaluation) => invoke(receiver(evaluation), evaluation);
  return (evaluation) => {
    const target = receiver(evaluation);
    if (target === SHORT || (callee.optional && target == null)) return SHORT;
    if (node.optional && !findMethod(target, name)) return SHORT;
    return invoke(target, evaluation);
  };
}

interface Arguments {
  values(evaluation: Evaluation): unknown[];
  /** The first argument, if it is a function; `values` then has undefined in its place. */
  callback?: CallbackCode;
}

function compileArguments({ arguments: args }: CallExpression, context: CompileContext): Arguments {
  const [first, ...others] = args;
  const callback = first && compileCallback(first, context);
  if (!callback) return { values: compileItems(args, context) };
  return { values: compileItems([null, ...others], context), callback };
}

/** An arrow function, or the bare name of a helper as in `map(Number)`. */
function compileCallback(node: Expression | SpreadElement, context: CompileContext): CallbackCode | undefined {
  if (node.type === 'ParenthesizedExpression') return compileCallback(node.expression, context);
  if (node.type === 'ArrowFunctionExpression') return context.compileArrow(node);
  if (node.type !== 'Identifier' || context.findLocal(node.name) !== undefined) return undefined;
  const helper = FUNCTIONS.get(node.name);
  return (
    helper &&
    ((evaluation) => (value) => {
      evaluation.spend(1);
      return helper.run(new Call(undefined, [value], evaluation));
    })
  );
}
