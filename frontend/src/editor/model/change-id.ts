import type { Graph, GraphNode } from '@eventloom/backend/contract';

type Json = GraphNode['params'][string];

/** Gives a step another id; connections, groups and every expression that names it follow. */
export function changeId(graph: Graph, from: string, to: string): Graph {
  if (from === to) return graph;
  const rename = (id: string): string => (id === from ? to : id);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const params = rewriteValue(node.params, from, to, node.type === 'code') as GraphNode['params'];
      return { ...node, id: rename(node.id), params };
    }),
    edges: graph.edges.map((edge) => ({ ...edge, source: rename(edge.source), target: rename(edge.target) })),
    ...(graph.groups && {
      groups: graph.groups.map((group) => ({ ...group, nodeIds: group.nodeIds.map(rename) })),
    }),
  };
}

function rewriteValue(value: Json, from: string, to: string, isCode: boolean): Json {
  if (typeof value === 'string') return isCode ? rewriteNames(value, from, to) : rewriteText(value, from, to);
  if (Array.isArray(value)) return value.map((item) => rewriteValue(item, from, to, isCode));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewriteValue(item, from, to, isCode)]));
}

/** Only what stands between `{{` and `}}` is an expression. */
function rewriteText(text: string, from: string, to: string): string {
  return text.replace(/\{\{.*?\}\}/gs, (expression) => rewriteNames(expression, from, to));
}

/** `steps.a`, `steps?.a`, `steps['a']`, and the same of `input`, which goes by step id after several steps. */
function rewriteNames(source: string, from: string, to: string): string {
  const dotted = new RegExp(`(?<![\\w$.])(steps|input)(\\s*\\??\\.\\s*)${from}(?![\\w$])`, 'g');
  const indexed = new RegExp(`(?<![\\w$.])(steps|input)(\\s*(?:\\?\\.)?\\[\\s*)(["'])${from}\\3`, 'g');
  return source.replace(dotted, `$1$2${to}`).replace(indexed, `$1$2$3${to}$3`);
}
