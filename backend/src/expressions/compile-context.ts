import type { ArrowFunctionExpression, Expression } from 'acorn';
import type { Code, Evaluation } from './evaluation.js';
import type { ExpressionError, ExpressionErrorCode } from './expression-error.js';
import type { ScopeName } from './scope.js';
import type { SourceText, Span } from './source-text.js';

/** A function that a method calls for each item. */
export type Callback = (...args: unknown[]) => unknown;

/** Makes a callback for one evaluation. */
export type CallbackCode = (evaluation: Evaluation) => Callback;

/** What the compilation of one expression shares between the kinds of nodes. */
export class CompileContext {
  /** Ids of the nodes whose output the expression reads, each with its place. */
  readonly references: { id: string; offset: number }[] = [];
  /** The names of the scope that the expression reads. */
  readonly scopeNames = new Set<ScopeName>();
  /** Whether the result may hold values that the expression put together itself. */
  builds = false;
  private readonly names: Map<string, number>[] = [];
  private slots = 0;

  constructor(
    readonly source: SourceText,
    private readonly compilers: {
      expression(node: Expression, context: CompileContext): Code;
      arrow(node: ArrowFunctionExpression, context: CompileContext): CallbackCode;
    },
  ) {}

  compile(node: Expression): Code {
    return this.compilers.expression(node, this);
  }

  compileArrow(node: ArrowFunctionExpression): CallbackCode {
    return this.compilers.arrow(node, this);
  }

  /** The place of a parameter of an arrow function around here, if the name is one. */
  findLocal(name: string): number | undefined {
    for (let index = this.names.length - 1; index >= 0; index -= 1) {
      const slot = this.names[index]?.get(name);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  /** Compiles something inside an arrow function: what it declares is known there only. */
  inFunction<Result>(compile: (declare: (name: string) => number) => Result): Result {
    const own = new Map<string, number>();
    this.names.push(own);
    try {
      return compile((name) => {
        const slot = own.get(name) ?? this.slots++;
        own.set(name, slot);
        return slot;
      });
    } finally {
      this.names.pop();
    }
  }

  error(code: ExpressionErrorCode, message: string, { start }: Span): ExpressionError {
    return this.source.error(code, message, start);
  }

  /** Refuses a form of JavaScript that expressions do not have. */
  refuse(message: string, node: Span): never {
    throw this.error('EXPR_SYNTAX', message, node);
  }
}
