const STEP = /\??\.([A-Za-z_$][\w$]*)|(?:\?\.)?\[(?:(\d+)|"([^"]*)"|'([^']*)')\]/gy;
const ROOT = /^[A-Za-z_$][\w$]*/;

/** The names of a path as expressions write it: `steps.order.items[0]` has four; undefined if it is no plain path. */
export function parsePath(path: string): string[] | undefined {
  const root = ROOT.exec(path)?.[0];
  if (root === undefined) return undefined;
  const names = [root];
  STEP.lastIndex = root.length;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    names.push(match.slice(1).find((each) => each !== undefined) ?? '');
  }
  return names;
}

/** What stands at a path in data: own fields only, as expressions have it. */
export function readPath(names: readonly string[], scope: Readonly<Record<string, unknown>>): unknown {
  return names.reduce<unknown>((value, name) => readOwn(value, name), scope);
}

function readOwn(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
