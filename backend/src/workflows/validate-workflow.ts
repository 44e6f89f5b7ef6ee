import type { Graph, GraphNode, Problem } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { checkParams } from '../connectors/check-params.js';
import { findTrigger, manifests } from '../connectors/catalog.js';
import { validateGraph } from '../engine/index.js';

/**
 * Everything that is wrong with a graph: its structure, the parameters of its nodes and their expressions, and addresses
 * that somebody else owns.
 *
 * @param isRouteTaken whether another workflow has published an address
 */
export function validateWorkflow(graph: Graph, isRouteTaken: (route: string) => boolean): Problem[] {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  return [
    ...validateGraph(graph, manifests),
    ...graph.nodes.flatMap((node, index) => checkParams(node, index, ids)),
    ...graph.nodes.flatMap(connectionProblems),
    ...routeProblems(graph, isRouteTaken),
  ];
}

/** None of today's node types takes a connection, so one that is named came from elsewhere. */
function connectionProblems({ id, connectionId }: GraphNode, index: number): Problem[] {
  if (connectionId === undefined) return [];
  const detail = `There is no connection "${connectionId}" here.`;
  return [
    { code: 'CONNECTION_NOT_FOUND', severity: 'error', nodeId: id, pointer: `/nodes/${index}/connectionId`, detail },
  ];
}

function routeProblems(graph: Graph, isRouteTaken: (route: string) => boolean): Problem[] {
  const own = new Set<string>();
  return graph.nodes.flatMap((node, index): Problem[] => {
    const type = findTrigger(node.type);
    const params = type?.parameters.safeParse(node.params);
    const route = params?.success ? type?.bind(params.data)?.route : undefined;
    if (route === undefined || node.disabled) return [];
    const isTwice = own.has(route);
    own.add(route);
    if (!isTwice && !isRouteTaken(route)) return [];
    const detail = isTwice
      ? `Another node of this workflow has the path "${route}" already.`
      : `Another published workflow has the path "${route}" already.`;
    return [
      { code: 'ROUTE_CONFLICT', severity: 'error', nodeId: node.id, pointer: `/nodes/${index}/params/path`, detail },
    ];
  });
}

/** @throws AppError with the code of the first problem that keeps a workflow from being published */
export function refuseErrors(problems: Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = errors.find(({ code }) => code !== 'ROUTE_CONFLICT') ?? errors[0];
  if (first)
    throw new AppError(first.code, first.detail, { problems, ...(first.pointer && { pointer: first.pointer }) });
}
