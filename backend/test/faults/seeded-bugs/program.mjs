/** A module of the built program, by its path in `src` without the extension. */
export function load(path) {
  return import(`../../../dist/${path}.js`);
}

/** Changes a statement of the program; what is not found there any more has to be looked for again. */
export function replaceIn(statement, pattern, replacement) {
  const changed = statement.text.replace(pattern, replacement);
  if (changed === statement.text) throw new Error(`${statement.name} holds no ${pattern}: the seeded bug needs care`);
  statement.text = changed;
}
