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

/**
 * Whether a row has an id, of all days only those of the statement's ids being looked at. To leave out days both before the statement begins and once more for
 * each id is what PostgreSQL 18 gets wrong when it looks at a row again that somebody else has just written: it then finds
 * none of the rows that are left. The planner does not see through an array within an array.
 */
export function hasIdOfDays(column: string, id: string, least: string, greatest: string): string {
  return `${column} = any(array[array[${id}]]) and ${ofDays(column, least, greatest)}`;
}

/**
 * Whether a row of such a table is of the days from one id to another. All other days are left out before the statement
 * begins; else each of them would be made ready to be looked into, which takes longer than to look.
 *
 * The conversions hide the values from the planner, which would plan the statement anew for them; the repeated bound keeps
 * it from reading everything in between by an index.
 *
 * @param least a parameter, as is `greatest`; see `boundsOf`
 */
function ofDays(column: string, least: string, greatest: string): string {
  const [from, to] = [least, greatest].map((parameter) => `concat(${parameter}::uuid)::uuid`);
  return `(${column} between ${from} and ${to} or ${column} = ${from})`;
}

/** The least and the greatest of ids, of which there must be some: the last parameters of `hasIdOfDays`. */
export function boundsOf(ids: readonly string[]): [string, string] {
  let [least = '', greatest = ''] = [ids[0], ids[0]];
  for (const id of ids)
    if (id < least) least = id;
    else if (id > greatest) greatest = id;
  return [least, greatest];
}
