import type {
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  Node,
  ObjectExpression,
  Pattern,
  SpreadElement,
  Super,
} from 'acorn';
import { add, isUserFunction, readMember, toKey, toText, writeOwn } from './values.js';
import { callMethod } from './call-method.js';
import { ExpressionError } from './expression-error.js';
import { CONSTANTS, FUNCTIONS, makeDate, NAMESPACES } from './helpers.js';
import type { Meter } from './meter.js';
import { binaryOperator, unaryOperator } from './operators.js';
import { SCOPE_NAMES, type Scope } from './scope.js';

/** What an evaluation runs in: the names of the step, the parameters of the arrows around it, and its meter. */
export interface Environment {
  scope: Scope;
  meter: Meter;
  frame: Frame | undefined;
}

interface Frame {
  values: unknown[];
  outer: Frame | undefined;
}

/** A compiled part of an expression. */
export type Evaluate = (environment: Environment) => unknown;

/** Told of each thing that is wrong, with the offset in the text. */
export type Report = (code: 'EXPR_SYNTAX' | 'EXPR_UNKNOWN_NAME', detail: string, offset: number) => void;

/** Parameter names of the arrows around a part, innermost first. */
type Locals = readonly (readonly string[])[];

/** What an optional chain answers once it met null or undefined. */
const SHORT = Symbol('SHORT');

const SCOPE = new Set<string>(SCOPE_NAMES);

/**
 * Compiles the tree of an expression into closures. Nothing is looked up by name at run time but properties of data, and of
 * those only own ones; what the tree may hold is listed here, all else is reported.
 */
export class ExpressionCompiler {
  constructor(private readonly report: Report) {}

  compile(node: Expression | Super | SpreadElement | Node, locals: Locals = []): Evaluate {
    const found = node as Expression;
    switch (found.type) {
      case 'Literal':
        return this.literal(found.value, found.start, 'regex' in found && found.regex !== undefined);
      case 'TemplateLiteral':
        return this.template(
          found.quasis.map(({ value }) => value.cooked ?? ''),
          found.expressions.map((one) => this.compile(one, locals)),
        );
      case 'Identifier':
        return this.name(found.name, found.start, locals);
      case 'MemberExpression':
        return this.member(found, locals);
      case 'ChainExpression': {
        const chain = this.compile(found.expression, locals);
        return (environment) => unshort(chain(environment));
      }
      case 'CallExpression':
        return this.call(found, locals);
      case 'NewExpression':
        if (found.callee.type === 'Identifier' && found.callee.name === 'Date') {
          const args = this.list(found.arguments, locals);
          return (environment) => makeDate(args(environment));
        }
        return this.refuse('`new` makes dates only', found.start);
      case 'UnaryExpression': {
        const operand = this.compile(found.argument, locals);
        const apply = unaryOperator(found.operator);
        return apply
          ? (environment) => apply(operand(environment))
          : this.refuse(`the operator \`${found.operator}\` is not part of the language`, found.start);
      }
      case 'BinaryExpression': {
        const left = this.compile(found.left, locals);
        const right = this.compile(found.right, locals);
        if (found.operator === '+')
          return (environment) => add(left(environment), right(environment), environment.meter);
        const apply = binaryOperator(found.operator);
        return apply
          ? (environment) => apply(left(environment), right(environment))
          : this.refuse(`the operator \`${found.operator}\` is not part of the language`, found.start);
      }
      case 'LogicalExpression':
        return logical(found.operator, this.compile(found.left, locals), this.compile(found.right, locals));
      case 'ConditionalExpression': {
        const test = this.compile(found.test, locals);
        const yes = this.compile(found.consequent, locals);
        const no = this.compile(found.alternate, locals);
        return (environment) => (test(environment) ? yes(environment) : no(environment));
      }
      case 'ArrayExpression':
        return this.list(found.elements, locals);
      case 'ObjectExpression':
        return this.object(found, locals);
      case 'ArrowFunctionExpression':
        return this.arrow(found, locals);
      case 'ParenthesizedExpression':
        return this.compile(found.expression, locals);
      default:
        return this.refuse(`this is not part of the language of expressions (${(node as Node).type})`, node.start);
    }
  }

  private refuse(detail: string, offset: number): Evaluate {
    this.report('EXPR_SYNTAX', detail, offset);
    return () => undefined;
  }

  private literal(value: unknown, offset: number, isRegex: boolean): Evaluate {
    if (isRegex || typeof value === 'bigint')
      return this.refuse('regular expressions and big integers are not part of the language', offset);
    return () => value;
  }

  private template(texts: string[], parts: Evaluate[]): Evaluate {
    return (environment) => {
      let made = texts[0] ?? '';
      parts.forEach(
        (part, index) => (made = environment.meter.text(made + toText(part(environment)) + (texts[index + 1] ?? ''))),
      );
      return made;
    };
  }

  private name(name: string, offset: number, locals: Locals): Evaluate {
    if (name === 'undefined') return () => undefined;
    if (name === 'NaN') return () => Number.NaN;
    if (name === 'Infinity') return () => Number.POSITIVE_INFINITY;
    const depth = locals.findIndex((names) => names.includes(name));
    if (depth !== -1) return local(depth, locals[depth]?.indexOf(name) ?? 0);
    if (SCOPE.has(name)) {
      const key = name as keyof Scope;
      return ({ scope }) => scope[key];
    }
    if (name in FUNCTIONS)
      return ({ meter }) =>
        (...args: unknown[]) =>
          FUNCTIONS[name]?.(args.slice(0, 1), meter);
    this.report('EXPR_UNKNOWN_NAME', `there is no name "${name}" here`, offset);
    return () => undefined;
  }

  private member(node: Extract<Expression, { type: 'MemberExpression' }>, locals: Locals): Evaluate {
    if (node.property.type === 'PrivateIdentifier')
      return this.refuse('private names are not part of the language', node.start);
    const namespace = this.namespaceOf(node.object, locals);
    if (namespace !== undefined) return this.constant(namespace, node);
    const object = this.compile(node.object, locals);
    const { optional } = node;
    if (node.computed) {
      const key = this.compile(node.property, locals);
      return (environment) => {
        const target = object(environment);
        return isShort(target, optional) ? SHORT : readMember(target, key(environment));
      };
    }
    const name = (node.property as { name: string }).name;
    return (environment) => {
      const target = object(environment);
      if (isShort(target, optional)) return SHORT;
      if (typeof target === 'object' && target !== null && !Array.isArray(target) && Object.hasOwn(target, name))
        return (target as Record<string, unknown>)[name];
      return readMember(target, name);
    };
  }

  private namespaceOf(node: Expression | Super, locals: Locals): string | undefined {
    if (node.type !== 'Identifier' || locals.some((names) => names.includes(node.name))) return undefined;
    return node.name in NAMESPACES ? node.name : undefined;
  }

  private constant(namespace: string, node: Extract<Expression, { type: 'MemberExpression' }>): Evaluate {
    const name = node.property.type === 'Identifier' && !node.computed ? node.property.name : '';
    const value = CONSTANTS[namespace]?.[name];
    if (value !== undefined) return () => value;
    const helper = NAMESPACES[namespace]?.[name];
    if (helper)
      return (environment) =>
        (...args: unknown[]) =>
          helper(args.slice(0, 1), environment.meter);
    this.report('EXPR_UNKNOWN_NAME', `there is no "${namespace}.${name}"`, node.start);
    return () => undefined;
  }

  private call(node: CallExpression, locals: Locals): Evaluate {
    const args = this.list(node.arguments, locals);
    const { callee } = node;
    if (
      callee.type === 'Identifier' &&
      callee.name in FUNCTIONS &&
      !locals.some((names) => names.includes(callee.name))
    ) {
      const helper = FUNCTIONS[callee.name];
      return (environment) => helper?.(args(environment), counted(environment.meter));
    }
    if (callee.type === 'MemberExpression') return this.methodCall(callee, args, node.optional, locals);
    const target = this.compile(callee, locals);
    return (environment) => {
      const called = target(environment);
      if (isShort(called, node.optional)) return SHORT;
      if (!isUserFunction(called)) throw new ExpressionError('EXPR_FAILED', 'what is called here is no function');
      return called(...args(environment));
    };
  }

  private methodCall(
    callee: Extract<Expression, { type: 'MemberExpression' }>,
    args: (environment: Environment) => unknown[],
    optionalCall: boolean,
    locals: Locals,
  ): Evaluate {
    const namespace = this.namespaceOf(callee.object, locals);
    if (namespace !== undefined) return this.helperCall(namespace, callee, args);
    if (callee.property.type === 'PrivateIdentifier')
      return this.refuse('private names are not part of the language', callee.start);
    const object = this.compile(callee.object, locals);
    const key = callee.computed ? this.compile(callee.property, locals) : undefined;
    const fixed = key ? '' : (callee.property as { name: string }).name;
    return (environment) => {
      const target = object(environment);
      if (isShort(target, callee.optional)) return SHORT;
      const name = key ? toKey(key(environment)) : fixed;
      return callMethod(target, name, args(environment), counted(environment.meter), optionalCall);
    };
  }

  private helperCall(
    namespace: string,
    callee: Extract<Expression, { type: 'MemberExpression' }>,
    args: (environment: Environment) => unknown[],
  ): Evaluate {
    const name = callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : '';
    const helper = NAMESPACES[namespace]?.[name];
    if (helper) return (environment) => helper(args(environment), counted(environment.meter));
    this.report('EXPR_UNKNOWN_NAME', `there is no "${namespace}.${name}"`, callee.start);
    return () => undefined;
  }

  private list(
    nodes: readonly (Expression | SpreadElement | null)[],
    locals: Locals,
  ): (environment: Environment) => unknown[] {
    const parts = nodes.map((node) => {
      if (node?.type === 'SpreadElement') return { isSpread: true, evaluate: this.compile(node.argument, locals) };
      return { isSpread: false, evaluate: node ? this.compile(node, locals) : () => undefined };
    });
    return (environment) => {
      const made: unknown[] = [];
      for (const { isSpread, evaluate } of parts) {
        const value = evaluate(environment);
        if (!isSpread) made.push(value);
        else if (Array.isArray(value) || typeof value === 'string')
          for (const item of value) (environment.meter.count(), made.push(item));
        else throw new ExpressionError('EXPR_FAILED', 'only a list can be spread here');
      }
      return made;
    };
  }

  private object(node: ObjectExpression, locals: Locals): Evaluate {
    const parts = node.properties.map(
      (property): ((into: Record<string, unknown>, environment: Environment) => void) => {
        if (property.type === 'SpreadElement') {
          const source = this.compile(property.argument, locals);
          return (into, environment) => spread(into, source(environment), environment.meter);
        }
        if (property.kind !== 'init' || property.method) {
          this.report('EXPR_SYNTAX', 'methods and accessors are not part of the language', property.start);
          return () => undefined;
        }
        const key = property.computed ? this.compile(property.key, locals) : undefined;
        const fixed =
          property.key.type === 'Identifier'
            ? property.key.name
            : property.key.type === 'Literal'
              ? String(property.key.value)
              : '';
        if (!key && fixed === '__proto__')
          this.report('EXPR_SYNTAX', 'the key `__proto__` is not allowed', property.start);
        const value = this.compile(property.value, locals);
        return (into, environment) => writeOwn(into, key ? toKey(key(environment)) : fixed, value(environment));
      },
    );
    return (environment) => {
      const made: Record<string, unknown> = {};
      for (const write of parts) write(made, environment);
      return made;
    };
  }

  private arrow(node: ArrowFunctionExpression, locals: Locals): Evaluate {
    if (node.async || node.body.type === 'BlockStatement')
      return this.refuse('an arrow function has a single expression as its body', node.start);
    const names = node.params.map((param) => this.parameter(param));
    const body = this.compile(node.body, [names, ...locals]);
    return ({ scope, meter, frame }) =>
      (...values: unknown[]) => {
        meter.count();
        return body({ scope, meter, frame: { values, outer: frame } });
      };
  }

  private parameter(param: Pattern): string {
    if (param.type === 'Identifier') return param.name;
    this.report('EXPR_SYNTAX', 'the parameters of an arrow function are plain names', param.start);
    return '';
  }
}

function local(depth: number, index: number): Evaluate {
  return ({ frame }) => {
    let found = frame;
    for (let i = 0; i < depth; i += 1) found = found?.outer;
    return found?.values[index];
  };
}

function logical(operator: string, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === '&&') return (environment) => left(environment) && right(environment);
  if (operator === '||') return (environment) => left(environment) || right(environment);
  return (environment) => left(environment) ?? right(environment);
}

function isShort(value: unknown, isOptional: boolean): boolean {
  return value === SHORT || (isOptional && (value === null || value === undefined));
}

function unshort(value: unknown): unknown {
  return value === SHORT ? undefined : value;
}

function counted(meter: Meter): Meter {
  meter.count();
  return meter;
}

function spread(into: Record<string, unknown>, source: unknown, meter: Meter): void {
  if (typeof source !== 'object' || source === null) return;
  for (const [key, value] of Object.entries(source)) {
    meter.count();
    writeOwn(into, key, value);
  }
}
