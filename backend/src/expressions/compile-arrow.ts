import type { ArrowFunctionExpression, Pattern } from 'acorn';
import type { CallbackCode, CompileContext } from './compile-context.js';
import { keyOf } from './compile-literals.js';
import type { Evaluation } from './evaluation.js';
import { defineOwn, nameOfType, readOwn } from './values.js';

/** Puts a value in the places of the names that a parameter declares. */
type Binder = (evaluation: Evaluation, value: unknown) => void;
type Declare = (name: string) => number;

/**
 * An arrow function, which only a method can call. It cannot be a value, so no function can call itself, and the depth
 * of every evaluation is that of its text.
 */
export function compileArrow(node: ArrowFunctionExpression, context: CompileContext): CallbackCode {
  if (node.async || node.generator) return context.refuse('A function in an expression cannot be asynchronous.', node);
  const { body } = node;
  if (body.type === 'BlockStatement')
    return context.refuse(
      'A function in an expression is a single expression, without braces: (item) => item.id.',
      body,
    );
  return context.inFunction((declare) => {
    const binders = node.params.map((param, index) =>
      param.type === 'RestElement'
        ? bindRest(param.argument, index, declare, context)
        : bindArgument(param, index, declare, context),
    );
    const result = context.compile(body);
    const steps = 2 + (body.end - body.start) / 8;
    return (evaluation) =>
      (...values) => {
        evaluation.spend(steps);
        for (const bind of binders) bind(evaluation, values);
        return result(evaluation);
      };
  });
}

function bindArgument(pattern: Pattern, index: number, declare: Declare, context: CompileContext): Binder {
  const bind = compilePattern(pattern, declare, context);
  return (evaluation, values) => bind(evaluation, (values as unknown[])[index]);
}

function bindRest(pattern: Pattern, from: number, declare: Declare, context: CompileContext): Binder {
  const bind = compilePattern(pattern, declare, context);
  return (evaluation, values) => {
    const rest = (values as unknown[]).slice(from);
    evaluation.reserveItems(rest.length);
    bind(evaluation, rest);
  };
}

function compilePattern(pattern: Pattern, declare: Declare, context: CompileContext): Binder {
  switch (pattern.type) {
    case 'Identifier': {
      const slot = declare(pattern.name);
      return (evaluation, value) => {
        evaluation.locals[slot] = value;
      };
    }
    case 'AssignmentPattern': {
      const fallback = context.compile(pattern.right);
      const bind = compilePattern(pattern.left, declare, context);
      return (evaluation, value) => bind(evaluation, value === undefined ? fallback(evaluation) : value);
    }
    case 'ArrayPattern':
      return compileListPattern(pattern.elements, declare, context);
    case 'ObjectPattern':
      return compileObjectPattern(pattern.properties, declare, context);
    default:
      return context.refuse('This form of a parameter is not available in expressions.', pattern);
  }
}

function compileListPattern(elements: readonly (Pattern | null)[], declare: Declare, context: CompileContext): Binder {
  const binders = elements.flatMap((element, index): Binder[] => {
    if (!element) return [];
    if (element.type === 'RestElement') return [bindRest(element.argument, index, declare, context)];
    return [bindArgument(element, index, declare, context)];
  });
  return (evaluation, value) => {
    if (!Array.isArray(value)) throw new TypeError(`A parameter takes a list apart, but it is ${nameOfType(value)}.`);
    for (const bind of binders) bind(evaluation, value);
  };
}

type ObjectPart = Extract<Pattern, { type: 'ObjectPattern' }>['properties'][number];

function compileObjectPattern(parts: readonly ObjectPart[], declare: Declare, context: CompileContext): Binder {
  const taken = new Set<string>();
  const binders = parts.map((part): Binder => {
    if (part.type === 'RestElement') return bindOtherKeys(part.argument, taken, declare, context);
    if (part.computed) return context.refuse('A parameter cannot have a computed key.', part.key);
    const key = keyOf(part, context);
    taken.add(key);
    const bind = compilePattern(part.value, declare, context);
    return (evaluation, value) => bind(evaluation, readOwn(value, key));
  });
  return (evaluation, value) => {
    if (value == null) throw new TypeError(`A parameter takes an object apart, but it is ${nameOfType(value)}.`);
    for (const bind of binders) bind(evaluation, value);
  };
}

function bindOtherKeys(
  pattern: Pattern,
  taken: ReadonlySet<string>,
  declare: Declare,
  context: CompileContext,
): Binder {
  context.builds = true;
  const bind = compilePattern(pattern, declare, context);
  return (evaluation, value) => {
    const rest = {};
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    evaluation.reserveItems(keys.length);
    for (const key of keys) if (!taken.has(key)) defineOwn(rest, key, readOwn(value, key));
    bind(evaluation, rest);
  };
}
