import type { ArrayExpression, ObjectExpression, Property, SpreadElement } from 'acorn';
import type { CompileContext } from './compile-context.js';
import type { Code, Evaluation } from './evaluation.js';
import { defineOwn, nameOfType, readOwn, toText } from './values.js';

/** Adds something to a list that is being made. */
type Adder = (list: unknown[], evaluation: Evaluation) => void;

/** `[a, ...b]`, also the arguments of a call. */
export function compileItems(
  elements: readonly (ArrayExpression['elements'][number] | SpreadElement)[],
  context: CompileContext,
): (evaluation: Evaluation) => unknown[] {
  const adders = elements.map((element): Adder => {
    if (element === null) return (list) => list.push(undefined);
    if (element.type === 'SpreadElement') return compileSpread(element, context);
    const code = context.compile(element);
    return (list, evaluation) => list.push(code(evaluation));
  });
  return (evaluation) => {
    const list: unknown[] = [];
    for (const add of adders) add(list, evaluation);
    return list;
  };
}

export function compileList(node: ArrayExpression, context: CompileContext): Code {
  context.builds = true;
  return compileItems(node.elements, context);
}

function compileSpread(node: SpreadElement, context: CompileContext): Adder {
  const code = context.compile(node.argument);
  const { source } = context;
  return (list, evaluation) => {
    const value = code(evaluation);
    if (!Array.isArray(value) && typeof value !== 'string')
      throw source.wrap(new TypeError(`${source.show(node.argument)} is ${nameOfType(value)}, no list.`), node);
    evaluation.reserveItems(list.length + value.length);
    for (const item of value) list.push(item);
  };
}

/** Puts something into an object that is being made. */
type Setter = (target: Record<string, unknown>, evaluation: Evaluation) => void;

/** `{ a, b: c, [d]: e, ...f }` */
export function compileObject(node: ObjectExpression, context: CompileContext): Code {
  context.builds = true;
  const setters = node.properties.map((property) =>
    property.type === 'SpreadElement' ? compileObjectSpread(property, context) : compileProperty(property, context),
  );
  return (evaluation) => {
    const target = {};
    for (const set of setters) set(target, evaluation);
    return target;
  };
}

function compileProperty(node: Property, context: CompileContext): Setter {
  if (node.kind !== 'init' || node.method)
    return context.refuse('An object in an expression holds values only, no methods, getters or setters.', node);
  const value = context.compile(node.value);
  if (node.computed) {
    const key = context.compile(node.key);
    return (target, evaluation) => {
      const name = toText(key(evaluation), evaluation);
      if (name === '__proto__') throw new TypeError('An object cannot have the key "__proto__".');
      evaluation.spendText(name);
      target[name] = value(evaluation);
    };
  }
  const name = keyOf(node, context);
  return (target, evaluation) => {
    target[name] = value(evaluation);
  };
}

/** The name of a property that is written down. */
export function keyOf({ key }: Pick<Property, 'key'>, context: CompileContext): string {
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
  if (name === undefined) return context.refuse('This key is not available in expressions.', key);
  if (name === '__proto__') return context.refuse('An object cannot have the key "__proto__".', key);
  return name;
}

function compileObjectSpread(node: SpreadElement, context: CompileContext): Setter {
  const code = context.compile(node.argument);
  return (target, evaluation) => {
    const source = code(evaluation);
    if (typeof source !== 'object' || source === null) return;
    const keys = Object.keys(source);
    evaluation.reserveItems(keys.length);
    evaluation.spend(2 * keys.length);
    for (const key of keys) defineOwn(target, key, readOwn(source, key));
  };
}
