/**
 * For statements that run often and look up many rows of a table that is divided by time (`event`, `run`, `step`): ids in
 * a parameter, of which the planner does not see how many there are. Else it would plan the statement anew each time for
 * a few of them, over every day, which takes longer than the statement itself.
 *
 * @param parameter `$1`
 * @returns what `unnest` takes
 */
export function idsIn(parameter: string): string {
  return `(select ${parameter}::uuid[])`;
}

/**
 * Whether a row of such a table has an id. Of all days only the one that can hold it is looked at, by its index; a plain
 * `=` could be answered by a join that reads whole days, and is as long as they were small when the plan was made.
 */
export function hasId(column: string, id: string): string {
  return `${column} = any(array[${id}])`;
}
