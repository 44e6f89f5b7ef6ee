/** A query of RFC 9535, as it is read from its text. */
export interface Query {
  /** `$` begins at the whole value, `@` at the one that a filter looks at. */
  root: '$' | '@';
  segments: Segment[];
}

export interface Segment {
  /** `..`: of the value and all that it holds, however deep. */
  isDescendant: boolean;
  selectors: Selector[];
}

export type Selector =
  | { type: 'name'; name: string }
  | { type: 'wildcard' }
  | { type: 'index'; index: number }
  | { type: 'slice'; start?: number; end?: number; step: number }
  | { type: 'filter'; test: Test };

/** A condition of a filter. */
export type Test =
  | { type: 'or' | 'and'; tests: Test[] }
  | { type: 'not'; test: Test }
  | { type: 'exists'; query: Query }
  | { type: 'match'; isWhole: boolean; text: Operand; pattern: Operand }
  | { type: 'compare'; operator: Comparison; left: Operand; right: Operand };

export type Comparison = '==' | '!=' | '<=' | '>=' | '<' | '>';

/** What a condition compares: at most one value. */
export type Operand =
  | { type: 'literal'; value: string | number | boolean | null }
  | { type: 'query'; query: Query }
  | { type: 'length'; of: Operand }
  | { type: 'count' | 'value'; query: Query };

/** Whether a query can find one value at most. */
export function isSingular({ segments }: Query): boolean {
  return segments.every(
    ({ isDescendant, selectors: [first, ...others] }) =>
      !isDescendant && others.length === 0 && (first?.type === 'name' || first?.type === 'index'),
  );
}
