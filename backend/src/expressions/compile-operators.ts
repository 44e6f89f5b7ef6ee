import type { BinaryExpression, BinaryOperator, Expression, LogicalExpression, UnaryExpression } from 'acorn';
import type { CompileContext } from './compile-context.js';
import { isLooselyEqual, isStrictlyEqual } from './equality.js';
import type { Code, Evaluation } from './evaluation.js';
import { nameOfType, toNumber, toText } from './values.js';

type Operation = (left: unknown, right: unknown, evaluation: Evaluation) => unknown;

/** As in JavaScript, but objects and lists become JSON where a text is wanted, and dates their milliseconds in sums. */
const OPERATIONS: Partial<Record<BinaryOperator, Operation>> = {
  '+': add,
  '-': (left, right, evaluation) => toNumber(left, evaluation) - toNumber(right, evaluation),
  '*': (left, right, evaluation) => toNumber(left, evaluation) * toNumber(right, evaluation),
  '/': (left, right, evaluation) => toNumber(left, evaluation) / toNumber(right, evaluation),
  '%': (left, right, evaluation) => toNumber(left, evaluation) % toNumber(right, evaluation),
  '**': (left, right, evaluation) => toNumber(left, evaluation) ** toNumber(right, evaluation),
  '&': (left, right, evaluation) => toNumber(left, evaluation) & toNumber(right, evaluation),
  '|': (left, right, evaluation) => toNumber(left, evaluation) | toNumber(right, evaluation),
  '^': (left, right, evaluation) => toNumber(left, evaluation) ^ toNumber(right, evaluation),
  '<<': (left, right, evaluation) => toNumber(left, evaluation) << toNumber(right, evaluation),
  '>>': (left, right, evaluation) => toNumber(left, evaluation) >> toNumber(right, evaluation),
  '>>>': (left, right, evaluation) => toNumber(left, evaluation) >>> toNumber(right, evaluation),
  '===': isStrictlyEqual,
  '!==': (left, right, evaluation) => !isStrictlyEqual(left, right, evaluation),
  '==': isLooselyEqual,
  '!=': (left, right, evaluation) => !isLooselyEqual(left, right, evaluation),
  '<': (left, right, evaluation) => compare(left, right, evaluation, (a, b) => a < b),
  '<=': (left, right, evaluation) => compare(left, right, evaluation, (a, b) => a <= b),
  '>': (left, right, evaluation) => compare(left, right, evaluation, (a, b) => a > b),
  '>=': (left, right, evaluation) => compare(left, right, evaluation, (a, b) => a >= b),
};

export function compileBinary(node: BinaryExpression, context: CompileContext): Code {
  if (node.left.type === 'PrivateIdentifier') return context.refuse('Private names are not available.', node);
  if (node.operator === 'in') return compileIn(node.left, node, context);
  const operate = OPERATIONS[node.operator];
  if (!operate) return context.refuse(`The operator ${node.operator} is not available in expressions.`, node);
  const left = context.compile(node.left);
  const right = context.compile(node.right);
  return (evaluation) => operate(left(evaluation), right(evaluation), evaluation);
}

function compileIn(left: Expression, { right, start, end }: BinaryExpression, context: CompileContext): Code {
  const [key, object] = [context.compile(left), context.compile(right)];
  const { source } = context;
  return (evaluation) => {
    const [name, target] = [key(evaluation), object(evaluation)];
    if (typeof target === 'object' && target !== null) return hasKey(name, target, evaluation);
    const detail = `"in" looks for a key in an object, not in ${nameOfType(target)}.`;
    throw source.wrap(new TypeError(detail), { start, end });
  };
}

export function compileLogical({ operator, left, right }: LogicalExpression, context: CompileContext): Code {
  const first = context.compile(left);
  const second = context.compile(right);
  switch (operator) {
    case '&&':
      return (evaluation) => first(evaluation) && second(evaluation);
    case '||':
      return (evaluation) => first(evaluation) || second(evaluation);
    case '??':
      return (evaluation) => first(evaluation) ?? second(evaluation);
  }
}

export function compileUnary(node: UnaryExpression, context: CompileContext): Code {
  const code = context.compile(node.argument);
  switch (node.operator) {
    case '!':
      return (evaluation) => !code(evaluation);
    case '-':
      return (evaluation) => -toNumber(code(evaluation), evaluation);
    case '+':
      return (evaluation) => toNumber(code(evaluation), evaluation);
    case '~':
      return (evaluation) => ~toNumber(code(evaluation), evaluation);
    case 'typeof':
      return (evaluation) => typeof code(evaluation);
    default:
      return context.refuse(`The operator ${node.operator} is not available in expressions.`, node);
  }
}

function add(left: unknown, right: unknown, evaluation: Evaluation): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (isTextual(left) || isTextual(right)) return evaluation.join(toText(left, evaluation), toText(right, evaluation));
  return toNumber(left, evaluation) + toNumber(right, evaluation);
}

function isTextual(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function compare(
  left: unknown,
  right: unknown,
  evaluation: Evaluation,
  holds: (left: number | string, right: number | string) => boolean,
): boolean {
  if (typeof left !== 'string' || typeof right !== 'string')
    return holds(toNumber(left, evaluation), toNumber(right, evaluation));
  evaluation.spendText(left.length < right.length ? left : right);
  return holds(left, right);
}

function hasKey(key: unknown, target: object, evaluation: Evaluation): boolean {
  const name = toText(key, evaluation);
  evaluation.spendText(name);
  return Object.hasOwn(target, name);
}
