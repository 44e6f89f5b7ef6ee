/** A column without any value: `unnest` fills one that is empty up with nulls, and neither side has to read it. */
export function orNothing<Value>(column: (Value | null)[]): (Value | null)[] {
  return column.some((value) => value !== null) ? column : [];
}
