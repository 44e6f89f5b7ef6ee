/** Whether a pattern takes a topic: `*` stands for one segment, a last `>` for one or more. */
export function matchesTopic(pattern: string, topic: string): boolean {
  const wanted = pattern.split('.');
  const given = topic.split('.');
  const open = wanted.at(-1) === '>';
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, index) => segment === '*' || segment === given[index] || isTail(wanted, index));
}

function isTail(wanted: readonly string[], index: number): boolean {
  return wanted[index] === '>' && index === wanted.length - 1;
}
