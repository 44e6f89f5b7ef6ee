import { visibleRows, type TreeRow } from '../../../ui/data-viewer/tree-rows';
import type { Upstream } from '../../../schema-form/expressions/expression-data';

/** A value that expressions reach by a name, e.g. `steps.order`. */
interface Root {
  path: string;
  value: unknown;
}

/** What an expression can read, the nearest first: the input, the steps before, the trigger, then what stands around. */
export function inputRoots(scope: Readonly<Record<string, unknown>>, upstream: readonly Upstream[]): Root[] {
  const outputs = (scope.steps ?? {}) as Record<string, unknown>;
  const steps = upstream.map(({ id }) => ({ path: `steps.${id}`, value: outputs[id] }));
  const named = (names: readonly string[]): Root[] => names.map((name) => ({ path: name, value: scope[name] }));
  return [
    ...named(['item', 'index', 'input']),
    ...steps,
    ...named(['trigger', 'event', 'vars', 'run', 'workflow', 'now']),
  ].filter(({ value }) => value !== undefined);
}

/** Those as the rows of one tree; pointers in `expanded` begin with the root's path. */
export function inputRows(roots: readonly Root[], expanded: ReadonlySet<string>): TreeRow[] {
  return roots.flatMap(({ path, value }) => {
    const shown = value instanceof Date ? value.toISOString() : value;
    const rows = visibleRows({ [path]: shown }, expanded, '');
    // The path of a root is no name of a field, but a path of its own.
    const length = rows[0]?.path.length ?? 0;
    return rows.map((row) => ({ ...row, path: path + row.path.slice(length) }));
  });
}

/** What is open at first: what people look for most, as long as it is small. */
export function firstOpen(roots: readonly Root[]): Set<string> {
  const open = new Set<string>();
  for (const { path, value } of roots.slice(0, 4)) {
    open.add(`/${path}`);
    const { body } = (value ?? {}) as { body?: unknown };
    if (typeof body === 'object' && body !== null) open.add(`/${path}/body`);
  }
  return open;
}
