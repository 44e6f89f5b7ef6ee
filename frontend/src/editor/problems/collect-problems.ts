import { validateGraph } from '@eventloom/backend/engine';
import type { Graph, GraphNode, NodeManifest, Problem } from '@eventloom/backend/contract';
import { withTitles } from '../../canvas/with-titles';
import { isMissing, readFields, type Field } from '../../schema-form/read-schema';

/** What the server found, and the graph that it looked at. */
export interface Checked {
  graph: Graph;
  problems: readonly Problem[];
}

/** What the editor finds by itself, at once; the server's word on these is older. */
const FOUND_HERE: ReadonlySet<Problem['code']> = new Set([
  'GRAPH_CYCLE',
  'GRAPH_TOO_LARGE',
  'NODE_ID_INVALID',
  'NODE_ID_DUPLICATE',
  'NODE_TYPE_UNKNOWN',
  'EDGE_SOURCE_MISSING',
  'EDGE_TARGET_MISSING',
  'EDGE_DUPLICATE',
  'PORT_UNKNOWN',
  'TRIGGER_MISSING',
  'NODE_UNREACHABLE',
  'LOOP_BODY_LEFT',
]);

/**
 * All that is wrong with a workflow as it stands now: its structure and what is missing, found here without waiting, and
 * what only the server can tell, as long as the step it is about has not changed since.
 */
export function collectProblems(
  graph: Graph,
  manifests: ReadonlyMap<string, NodeManifest>,
  checked: Checked,
): Problem[] {
  if (manifests.size === 0) return [];
  const before = new Map(checked.graph.nodes.map((node) => [node.id, node]));
  const unchanged = new Set(
    graph.nodes.filter((node) => isUnchanged(node, before.get(node.id))).map((node) => node.id),
  );
  const fromServer = checked.problems.filter(
    ({ code, nodeId }) =>
      !FOUND_HERE.has(code) && (nodeId === undefined ? graph === checked.graph : unchanged.has(nodeId)),
  );
  const missing = graph.nodes.flatMap((node) => {
    const manifest = manifests.get(node.type);
    return !manifest || unchanged.has(node.id) ? [] : missingParams(node, manifest);
  });
  const structure = validateGraph(graph, manifests).map((problem) => ({
    ...problem,
    detail: withTitles(problem.detail, graph, manifests),
  }));
  const types = new Map(graph.nodes.map((node) => [node.id, manifests.get(node.type)]));
  return [...structure, ...missing, ...fromServer.map((problem) => inWords(problem, types.get(problem.nodeId ?? '')))];
}

/** The server names a parameter as it is stored; the form knows what people call it. */
function inWords(problem: Problem, manifest: NodeManifest | undefined): Problem {
  if (problem.code !== 'PARAM_REQUIRED' || !manifest) return problem;
  const field = fieldsOf(manifest).find(({ name }) => problem.pointer?.endsWith(`/params/${name}`));
  return field ? { ...problem, detail: `${field.title} is required.` } : problem;
}

/** What the server's word on a step depends on, besides the workflow around it. */
const TOLD_BY = ['type', 'params', 'retry', 'onError', 'disabled'] as const;

function isUnchanged(node: GraphNode, before: GraphNode | undefined): boolean {
  if (before === undefined || node === before) return node === before;
  return TOLD_BY.every((part) => node[part] === before[part]);
}

const knownFields = new WeakMap<NodeManifest, Field[]>();

/** A schema is read once, not once for each step and edit. */
function fieldsOf(manifest: NodeManifest): Field[] {
  const known = knownFields.get(manifest) ?? readFields(manifest);
  knownFields.set(manifest, known);
  return known;
}

function missingParams(node: GraphNode, manifest: NodeManifest): Problem[] {
  return fieldsOf(manifest)
    .filter((field) => isMissing(field, node.params[field.name]))
    .map((field) => ({
      code: 'PARAM_REQUIRED',
      severity: 'error',
      nodeId: node.id,
      pointer: `/params/${field.name}`,
      detail: `${field.title} is required.`,
    }));
}

/** The parameter that a problem is about, if it is about one. */
export function paramOf(problem: Problem): string | undefined {
  return problem.pointer?.match(/\/params\/([^/]+)/)?.[1];
}

/** The problems of each step, in the order of the graph; those of the workflow as a whole under no id. */
export function groupByNode(problems: readonly Problem[]): Map<string | undefined, Problem[]> {
  const groups = new Map<string | undefined, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(problem.nodeId);
    if (group) group.push(problem);
    else groups.set(problem.nodeId, [problem]);
  }
  return groups;
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
