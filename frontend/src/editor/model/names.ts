import type { Graph, NodeManifest } from '@eventloom/backend/contract';

/** A name that is not taken: the name itself, else with the first number that makes it unique. */
export function freeName(name: string, taken: ReadonlySet<string>, separator = ''): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${name}${separator}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The id of a new step, from its type: `http-request` becomes `httpRequest`, then `httpRequest2`. */
export function freeNodeId(graph: Graph, type: string): string {
  const words = type.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
  const camel = words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join('');
  const base = /^[a-zA-Z]/.test(camel) ? camel : `step${camel}`;
  return freeName(base, new Set(graph.nodes.map((node) => node.id)));
}

export function freeEdgeId(graph: Graph): string {
  return freeNumber('e', new Set(graph.edges.map((edge) => edge.id)));
}

/** A name of a prefix and a number that is not taken: `note3`. */
export function freeNumber(prefix: string, taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number += 1) if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`;
}

/** The label of a new step; none as long as the title of its type tells it from the others. */
export function freeLabel(graph: Graph, manifest: Pick<NodeManifest, 'type' | 'title'>): string | undefined {
  const taken = new Set(graph.nodes.map((node) => node.label ?? (node.type === manifest.type ? manifest.title : '')));
  const label = freeName(manifest.title, taken, ' ');
  return label === manifest.title ? undefined : label;
}
