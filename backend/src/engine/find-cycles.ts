/** The targets of each node's edges, by node id. */
export type Successors = ReadonlyMap<string, readonly string[]>;

/**
 * Every group of nodes that lie on circles with each other, in the order of `ids`; a node that leads to itself is a
 * group of one. Tarjan's strongly connected components (1972), with a stack of its own so that a long chain can't
 * overflow the call stack; linear in nodes and edges.
 */
export function findCycles(ids: readonly string[], successors: Successors): string[][] {
  const marks = new Map<string, Mark>();
  const open: Mark[] = [];
  const cycles: string[][] = [];
  for (const id of ids) if (!marks.has(id)) cycles.push(...componentsFrom(id, successors, marks, open));
  const order = new Map(ids.map((id, index) => [id, index]));
  const place = (id: string | undefined): number => order.get(id ?? '') ?? 0;
  for (const cycle of cycles) cycle.sort((a, b) => place(a) - place(b));
  return cycles.sort((a, b) => place(a[0]) - place(b[0]));
}

interface Mark {
  id: string;
  index: number;
  /** The earliest node still open that can be reached from here. */
  low: number;
  isOpen: boolean;
  /** The next edge to look at. */
  next: number;
}

function componentsFrom(start: string, successors: Successors, marks: Map<string, Mark>, open: Mark[]): string[][] {
  const cycles: string[][] = [];
  const path = [visit(start, marks, open)];
  for (let mark = path.at(-1); mark; mark = path.at(-1)) {
    const target = successors.get(mark.id)?.[mark.next];
    if (target !== undefined) {
      mark.next += 1;
      const seen = marks.get(target);
      if (!seen) path.push(visit(target, marks, open));
      else if (seen.isOpen) mark.low = Math.min(mark.low, seen.index);
      continue;
    }
    path.pop();
    const parent = path.at(-1);
    if (parent) parent.low = Math.min(parent.low, mark.low);
    if (mark.low === mark.index) {
      const component = close(mark, open);
      if (component.length > 1 || (successors.get(mark.id) ?? []).includes(mark.id)) cycles.push(component);
    }
  }
  return cycles;
}

function visit(id: string, marks: Map<string, Mark>, open: Mark[]): Mark {
  const mark = { id, index: marks.size, low: marks.size, isOpen: true, next: 0 };
  marks.set(id, mark);
  open.push(mark);
  return mark;
}

function close(root: Mark, open: Mark[]): string[] {
  const component: string[] = [];
  for (let mark = open.pop(); mark; mark = open.pop()) {
    mark.isOpen = false;
    component.push(mark.id);
    if (mark === root) break;
  }
  return component;
}
