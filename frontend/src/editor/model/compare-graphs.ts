import type { Graph } from '@eventloom/backend/contract';
import { isSame } from '../../schema-form/is-same';

/** What one graph has that the other has not, in words: `2 steps added, 1 step changed`. */
export function describeChanges(from: Graph, to: Graph): string {
  const before = new Map(from.nodes.map((node) => [node.id, node]));
  const after = new Map(to.nodes.map((node) => [node.id, node]));
  const added = to.nodes.filter((node) => !before.has(node.id)).length;
  const removed = from.nodes.filter((node) => !after.has(node.id)).length;
  const both = to.nodes.flatMap((node) => {
    const old = before.get(node.id);
    return old ? [{ old, node }] : [];
  });
  const edited = both.filter(({ old, node }) => !isSame({ ...old, position: 0 }, { ...node, position: 0 })).length;
  const moved = both.filter(({ old, node }) => !isSame(old.position, node.position)).length;
  const key = (edge: Graph['edges'][number]): string => `${edge.source} ${edge.sourceHandle ?? ''} ${edge.target}`;
  const edges =
    missingFrom(from.edges.map(key), to.edges.map(key)) + missingFrom(to.edges.map(key), from.edges.map(key));
  const parts = [
    counted(added, 'step added', 'steps added'),
    counted(removed, 'step removed', 'steps removed'),
    counted(edited, 'step changed', 'steps changed'),
    counted(moved, 'step moved', 'steps moved'),
    counted(edges, 'connection changed', 'connections changed'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no difference on the canvas' : parts.join(', ');
}

function missingFrom(keys: string[], others: string[]): number {
  const known = new Set(others);
  return keys.filter((key) => !known.has(key)).length;
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
