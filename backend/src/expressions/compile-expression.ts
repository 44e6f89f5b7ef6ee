import type { ArrowFunctionExpression, Expression, Literal, TemplateLiteral } from 'acorn';
import { compileArrow } from './compile-arrow.js';
import { compileCall } from './compile-call.js';
import { CompileContext } from './compile-context.js';
import { compileList, compileObject } from './compile-literals.js';
import { compileMember } from './compile-member.js';
import { compileName } from './compile-name.js';
import { compileBinary, compileLogical, compileUnary } from './compile-operators.js';
import type { Code } from './evaluation.js';
import { SHORT } from './optional-chain.js';
import type { SourceText } from './source-text.js';
import { toText } from './values.js';

/** Makes a context in which the nodes of one expression are compiled. */
export function newCompileContext(source: SourceText): CompileContext {
  return new CompileContext(source, { expression: compileExpression, arrow: compileArrow });
}

/**
 * Turns the syntax tree of an expression into closures. Only the forms named here exist; everything else that
 * JavaScript has is refused, so that a form which a later version of the language adds is refused too.
 *
 * @throws ExpressionError `EXPR_SYNTAX` or `EXPR_UNKNOWN_NAME`
 */
function compileExpression(node: Expression, context: CompileContext): Code {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return context.compile(node.expression);
    case 'Literal':
      return compileLiteral(node, context);
    case 'TemplateLiteral':
      return compileTemplateLiteral(node, context);
    case 'Identifier':
      return compileName(node, context);
    case 'MemberExpression':
      return compileMember(node, context);
    case 'ChainExpression':
      return compileChain(context.compile(node.expression));
    case 'CallExpression':
      return compileCall(node, context);
    case 'UnaryExpression':
      return compileUnary(node, context);
    case 'BinaryExpression':
      return compileBinary(node, context);
    case 'LogicalExpression':
      return compileLogical(node, context);
    case 'ConditionalExpression':
      return compileConditional(
        context.compile(node.test),
        context.compile(node.consequent),
        context.compile(node.alternate),
      );
    case 'ArrayExpression':
      return compileList(node, context);
    case 'ObjectExpression':
      return compileObject(node, context);
    default:
      return context.refuse(REFUSALS[node.type] ?? `${node.type} is not available in expressions.`, node);
  }
}

const REFUSALS: Partial<Record<Expression['type'] | ArrowFunctionExpression['type'], string>> = {
  ArrowFunctionExpression:
    'A function can only be given to a method that takes one, such as items.map((item) => item.id).',
  FunctionExpression: 'Write an arrow function, such as (item) => item.id.',
  AssignmentExpression: 'An expression cannot assign anything.',
  UpdateExpression: 'An expression cannot assign anything.',
  NewExpression: '`new` is not available in expressions. A date is made by Date(text).',
  ThisExpression: '`this` is not available in expressions.',
  SequenceExpression: 'There must be one expression; a comma stands between two.',
  TaggedTemplateExpression: 'A function cannot be called by a template literal.',
  ImportExpression: '`import` is not available in expressions.',
  AwaitExpression: '`await` is not available in expressions.',
  ClassExpression: 'A class is not available in expressions.',
};

function compileLiteral({ value, regex, bigint, start, end }: Literal, context: CompileContext): Code {
  const span = { start, end };
  if (regex) context.refuse('A regular expression is written as a text here: value.matches("^A-").', span);
  if (bigint !== undefined && bigint !== null)
    context.refuse('Whole numbers of any size (1n) are not available in expressions.', span);
  return () => value;
}

function compileTemplateLiteral(node: TemplateLiteral, context: CompileContext): Code {
  const texts = node.quasis.map(({ value }) => value.cooked ?? '');
  const codes = node.expressions.map((each) => context.compile(each));
  return (evaluation) => {
    let text = texts[0] ?? '';
    for (const [index, code] of codes.entries()) {
      text = evaluation.join(text, toText(code(evaluation), evaluation)) + (texts[index + 1] ?? '');
    }
    return text;
  };
}

function compileChain(inner: Code): Code {
  return (evaluation) => {
    const value = inner(evaluation);
    return value === SHORT ? undefined : value;
  };
}

function compileConditional(test: Code, consequent: Code, alternate: Code): Code {
  return (evaluation) => (test(evaluation) ? consequent(evaluation) : alternate(evaluation));
}
