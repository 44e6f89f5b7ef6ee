import { newCompileContext } from './compile-expression.js';
import { compilePath } from './compile-member.js';
import { Evaluation, LimitReached, MAX_TEXT } from './evaluation.js';
import { ExpressionError } from './expression-error.js';
import type { Scope, ScopeName } from './scope.js';
import { SourceText } from './source-text.js';
import { mayHoldExpression, splitTemplate, type ExpressionPart } from './split-template.js';
import { defineOwn, toPlainText } from './values.js';

/** One thing that is wrong with an expression. Line and column count from 1, in the text at `pointer`. */
export interface TemplateProblem {
  code: 'EXPR_SYNTAX' | 'EXPR_UNKNOWN_NAME';
  detail: string;
  /** JSON pointer of the text inside the value that was compiled. */
  pointer: string;
  line: number;
  column: number;
}

/** Any JSON value whose texts may hold expressions, ready to be evaluated often. */
export interface CompiledTemplate {
  /**
   * The value with its expressions evaluated. What holds none is handed out as it is: it must not be altered.
   *
   * @throws ExpressionError if an expression fails, takes too long or has a problem
   */
  evaluate(scope: Scope): unknown;
  /** Whether it holds no expression at all. */
  constant: boolean;
  problems: TemplateProblem[];
  /** Ids of the nodes whose output is read, as `steps.<id>`. */
  references: string[];
  /** The names of the scope that are read: `trigger`, `steps` and so on. A name left out may be absent when it is evaluated. */
  names: ScopeName[];
}

type Evaluate = (scope: Scope) => unknown;

/**
 * Compiles the expressions in any JSON value, however deep. A text that is exactly one expression keeps the type of the
 * expression's value; otherwise the values become text, objects as JSON, null and undefined as nothing.
 *
 * @param nodeIds the nodes there are, if known: a reference to any other is a problem
 */
export function compileTemplate(value: unknown, nodeIds?: ReadonlySet<string>): CompiledTemplate {
  const compiler = new TemplateCompiler(nodeIds);
  const evaluate = compiler.compile(value, '');
  const { problems, references, names } = compiler;
  return {
    evaluate: evaluate ?? (() => value),
    constant: !evaluate,
    problems,
    references: [...references],
    names: [...names],
  };
}

/** Each `compile` gives undefined for what is constant. */
class TemplateCompiler {
  readonly problems: TemplateProblem[] = [];
  readonly references = new Set<string>();
  readonly names = new Set<ScopeName>();

  constructor(private readonly nodeIds: ReadonlySet<string> | undefined) {}

  compile(value: unknown, pointer: string): Evaluate | undefined {
    if (typeof value === 'string') return mayHoldExpression(value) ? this.compileText(value, pointer) : undefined;
    if (Array.isArray(value)) return this.compileList(value, pointer);
    return typeof value === 'object' && value !== null ? this.compileObject(value, pointer) : undefined;
  }

  private compileList(list: readonly unknown[], pointer: string): Evaluate | undefined {
    const items = list.map((item, index) => this.compile(item, `${pointer}/${index}`) ?? item);
    if (items.every((item) => typeof item !== 'function')) return undefined;
    return (scope) => items.map((item) => (typeof item === 'function' ? (item as Evaluate)(scope) : item));
  }

  private compileObject(object: object, pointer: string): Evaluate | undefined {
    const fields = Object.entries(object).map(([key, value]) => ({
      key,
      value: value as unknown,
      evaluate: this.compile(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    }));
    if (fields.every(({ evaluate }) => !evaluate)) return undefined;
    return (scope) => {
      const result = {};
      for (const { key, value, evaluate } of fields) defineOwn(result, key, evaluate ? evaluate(scope) : value);
      return result;
    };
  }

  private compileText(text: string, pointer: string): Evaluate {
    const source = new SourceText(text);
    const parts = splitTemplate(text).map((part) =>
      typeof part === 'string' ? part : this.compileExpression(part, source, pointer),
    );
    const [only] = parts;
    if (parts.length === 1 && typeof only === 'function') return only;
    return (scope) => joinParts(parts, scope, source);
  }

  private compileExpression({ tree }: ExpressionPart, source: SourceText, pointer: string): Evaluate {
    try {
      if (tree instanceof ExpressionError) throw tree;
      const context = newCompileContext(source);
      const path = compilePath(tree, context);
      const code = path ? undefined : context.compile(tree);
      for (const name of context.scopeNames) this.names.add(name);
      this.noteReferences(context.references, source, pointer);
      if (path) return path;
      return (scope) => {
        const evaluation = new Evaluation(scope);
        try {
          const result = code?.(evaluation);
          if (context.builds) evaluation.measure(result);
          return result;
        } catch (error) {
          throw source.wrap(error, tree);
        }
      };
    } catch (error) {
      return this.fail(error, source, pointer);
    }
  }

  private noteReferences(
    references: readonly { id: string; offset: number }[],
    source: SourceText,
    pointer: string,
  ): void {
    for (const { id, offset } of references) {
      this.references.add(id);
      if (this.nodeIds && !this.nodeIds.has(id))
        this.addProblem(source.error('EXPR_UNKNOWN_NAME', `There is no step "${id}".`, offset), pointer);
    }
  }

  /** What cannot be compiled is a problem now, and an error when it is evaluated all the same. */
  private fail(error: unknown, source: SourceText, pointer: string): Evaluate {
    const known =
      error instanceof ExpressionError ? error : source.error('EXPR_SYNTAX', 'The expression is nested too deeply.', 0);
    this.addProblem(known, pointer);
    return () => {
      throw new ExpressionError(known.code, known.message, known.line, known.column);
    };
  }

  private addProblem({ code, message, line, column }: ExpressionError, pointer: string): void {
    if (code === 'EXPR_SYNTAX' || code === 'EXPR_UNKNOWN_NAME')
      this.problems.push({ code, detail: message, pointer, line: line ?? 1, column: column ?? 1 });
  }
}

function joinParts(parts: readonly (string | Evaluate)[], scope: Scope, source: SourceText): string {
  let text = '';
  for (const part of parts) {
    text += typeof part === 'string' ? part : toPlainText(part(scope));
    if (text.length > MAX_TEXT)
      throw source.wrap(new LimitReached(`The text has more than ${MAX_TEXT} characters.`), { start: 0, end: 80 });
  }
  return text;
}
