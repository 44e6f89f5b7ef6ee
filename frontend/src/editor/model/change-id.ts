import type { Graph, GraphNode } from '@eventloom/backend/contract';

type Json = GraphNode['params'][string];
/** The new ids of steps, by their old ones. */
export type NewIds = ReadonlyMap<string, string>;

/** Gives a step another id; connections, groups and every expression that names it follow. */
export function changeId(graph: Graph, from: string, to: string): Graph {
  return from === to ? graph : changeIds(graph, new Map([[from, to]]));
}

/** Gives several steps other ids at once, so that one may take what another had. */
export function changeIds(graph: Graph, ids: NewIds): Graph {
  const rename = (id: string): string => ids.get(id) ?? id;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const params = rewriteValue(node.params, ids, node.type === 'code') as GraphNode['params'];
      return { ...node, id: rename(node.id), params };
    }),
    edges: graph.edges.map((edge) => ({ ...edge, source: rename(edge.source), target: rename(edge.target) })),
    ...(graph.groups && {
      groups: graph.groups.map((group) => ({ ...group, nodeIds: group.nodeIds.map(rename) })),
    }),
  };
}

function rewriteValue(value: Json, ids: NewIds, isCode: boolean): Json {
  if (typeof value === 'string') return isCode ? rewriteNames(value, ids) : rewriteText(value, ids);
  if (Array.isArray(value)) return value.map((item) => rewriteValue(item, ids, isCode));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewriteValue(item, ids, isCode)]));
}

/** Only what stands between `{{` and `}}` is an expression. */
function rewriteText(text: string, ids: NewIds): string {
  return text.replace(/\{\{.*?\}\}/gs, (expression) => rewriteNames(expression, ids));
}

const DOTTED = /(?<![\w$.])((?:steps|input)\s*\??\.\s*)([a-zA-Z]\w*)(?![\w$])/g;
const INDEXED = /(?<![\w$.])((?:steps|input)\s*(?:\?\.)?\[\s*)(["'])([a-zA-Z]\w*)\2/g;

/** `steps.a`, `steps?.a`, `steps['a']`, and the same of `input`, which goes by step id after several steps. */
function rewriteNames(source: string, ids: NewIds): string {
  return source
    .replace(DOTTED, (_, before: string, id: string) => before + (ids.get(id) ?? id))
    .replace(INDEXED, (_, before: string, quote: string, id: string) => before + quote + (ids.get(id) ?? id) + quote);
}
