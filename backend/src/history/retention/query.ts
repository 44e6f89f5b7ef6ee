/** Runs a statement that is not worth preparing, or that cannot be: on one connection, within one transaction. */
export interface Query {
  <Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}
