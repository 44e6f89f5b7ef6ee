import { type Comparison, isSingular, type Operand, type Query, type Segment, type Test } from './json-path.js';
import type { PathText } from './path-text.js';

const MAX_DEPTH = 20;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const COMPARISONS: readonly Comparison[] = ['==', '!=', '<=', '>=', '<', '>'];

/** Reads the condition of a filter: `@.price < 10 && !@.sold`. */
export class FilterParser {
  /**
   * @param parseSegments reads what follows `$` or `@`
   * @param depth how many filters and parentheses stand around
   */
  constructor(
    private readonly path: PathText,
    private readonly parseSegments: (path: PathText, depth: number) => Segment[],
    private readonly depth: number,
  ) {}

  parse(): Test {
    if (this.depth > MAX_DEPTH) this.path.fail('it is nested too deeply');
    return this.parseJoined('or', '||', () => this.parseJoined('and', '&&', () => this.parseSingle()));
  }

  private parseJoined(type: 'or' | 'and', operator: string, parse: () => Test): Test {
    const tests: Test[] = [];
    do {
      this.path.skipSpace();
      tests.push(parse());
      this.path.skipSpace();
    } while (this.path.take(operator));
    const [only] = tests;
    return only && tests.length === 1 ? only : { type, tests };
  }

  private parseSingle(): Test {
    const { path } = this;
    const isNegated = path.take('!');
    path.skipSpace();
    if (path.isAt('(')) return isNegated ? { type: 'not', test: this.parseGroup() } : this.parseGroup();
    const test = this.parseBasic();
    if (!isNegated) return test;
    return test.type === 'compare' ? path.fail('only a condition in parentheses is negated') : { type: 'not', test };
  }

  private parseGroup(): Test {
    this.path.expect('(');
    const test = new FilterParser(this.path, this.parseSegments, this.depth + 1).parse();
    this.path.skipSpace();
    this.path.expect(')');
    return test;
  }

  private parseBasic(): Test {
    const { path } = this;
    for (const name of ['match', 'search'])
      if (path.take(`${name}(`)) {
        const text = this.parseOperand();
        path.skipSpace();
        path.expect(',');
        const pattern = this.parseOperand();
        this.closeCall();
        return { type: 'match', isWhole: name === 'match', text, pattern };
      }
    const left = this.parseOperand(true);
    path.skipSpace();
    const operator = COMPARISONS.find((each) => path.take(each));
    if (operator) {
      this.checkSingular(left);
      return { type: 'compare', operator, left, right: this.parseOperand() };
    }
    return left.type === 'query' ? { type: 'exists', query: left.query } : path.fail('a comparison was expected');
  }

  private parseOperand(mayBeMany = false): Operand {
    const { path } = this;
    path.skipSpace();
    if (path.take('length(')) {
      const of = this.parseOperand();
      this.closeCall();
      return { type: 'length', of };
    }
    for (const type of ['count', 'value'] as const)
      if (path.take(`${type}(`)) {
        path.skipSpace();
        const query = this.parseQuery() ?? path.fail('a query was expected');
        this.closeCall();
        return { type, query };
      }
    const query = this.parseQuery();
    if (!query) return this.parseLiteral();
    const operand: Operand = { type: 'query', query };
    if (!mayBeMany) this.checkSingular(operand);
    return operand;
  }

  private parseQuery(): Query | undefined {
    const root = (['$', '@'] as const).find((each) => this.path.take(each));
    return root && { root, segments: this.parseSegments(this.path, this.depth) };
  }

  private parseLiteral(): Operand {
    const { path } = this;
    const text = path.takeQuoted();
    if (text !== undefined) return { type: 'literal', value: text };
    const number = path.takeMatch(NUMBER);
    if (number !== undefined) return { type: 'literal', value: Number(number) };
    const word = path.takeMatch(/(?:true|false|null)\b/y);
    if (word === undefined) return path.fail('a value was expected');
    return { type: 'literal', value: word === 'null' ? null : word === 'true' };
  }

  private checkSingular(operand: Operand): void {
    if (operand.type === 'query' && !isSingular(operand.query))
      this.path.fail('a query that finds one value at most is needed before this place,');
  }

  private closeCall(): void {
    this.path.skipSpace();
    this.path.expect(')');
  }
}
