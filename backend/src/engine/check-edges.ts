import { DEFAULT_PORT, type Graph, type GraphEdge, type GraphNode, type Problem } from '../contract/index.js';
import { outputPorts } from './output-ports.js';
import type { Catalog } from './catalog.js';

/** An edge that may not have been given its id yet. */
export type EdgeEnds = Pick<GraphEdge, 'source' | 'sourceHandle' | 'target' | 'targetHandle'>;
export type NodesById = ReadonlyMap<string, GraphNode>;

type Finding = Pick<Problem, 'code' | 'detail' | 'nodeId'> & { field: keyof EdgeEnds };

/** The only name that the way into a node has. */
const INPUT_PORT = 'in';

/** What is wrong with the edges of a graph, each by itself: its ends, its ports, whether it is there twice. */
export function checkEdges(graph: Graph, nodes: NodesById, catalog: Catalog): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  const drawn = new Set<string>();
  graph.edges.forEach((edge, index) => {
    const report = ({ field, ...finding }: Finding): void => {
      problems.push({ ...finding, severity: 'error', edgeId: edge.id, pointer: `/edges/${index}/${field}` });
    };
    for (const finding of checkEnds(edge, nodes, catalog)) report(finding);
    const key = edgeKey(edge);
    if (drawn.has(key)) report(duplicateOf(edge));
    else if (ids.has(edge.id))
      problems.push({
        code: 'EDGE_DUPLICATE',
        severity: 'error',
        edgeId: edge.id,
        pointer: `/edges/${index}/id`,
        detail: `More than one connection has the id “${edge.id}”.`,
      });
    drawn.add(key);
    ids.add(edge.id);
  });
  return problems;
}

/** The same for edges that carry the same thing from the same port to the same node. */
export function edgeKey(edge: EdgeEnds): string {
  return JSON.stringify([edge.source, edge.sourceHandle ?? DEFAULT_PORT, edge.target]);
}

export function duplicateOf(edge: EdgeEnds): Finding {
  const detail = `“${edge.source}” is already connected to “${edge.target}” this way.`;
  return { code: 'EDGE_DUPLICATE', nodeId: edge.source, field: 'target', detail };
}

/** Whether the ends of an edge are there, and whether it may leave the one and enter the other. */
export function checkEnds(edge: EdgeEnds, nodes: NodesById, catalog: Catalog): Finding[] {
  const findings: Finding[] = [];
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  if (!source) findings.push(missing('EDGE_SOURCE_MISSING', 'source', edge.source));
  else findings.push(...checkSourcePort(edge, source, catalog));
  if (!target) findings.push(missing('EDGE_TARGET_MISSING', 'target', edge.target));
  else findings.push(...checkTargetPort(edge, target, catalog));
  return findings;
}

function missing(code: Problem['code'], field: 'source' | 'target', id: string): Finding {
  const verb = field === 'source' ? 'starts' : 'ends';
  return { code, field, detail: `A connection ${verb} at “${id}”, which does not exist.` };
}

function checkSourcePort(edge: EdgeEnds, source: GraphNode, catalog: Catalog): Finding[] {
  const type = catalog.get(source.type);
  if (!type) return [];
  const ports = outputPorts(source, type).map((port) => port.name);
  const port = edge.sourceHandle ?? DEFAULT_PORT;
  if (ports.includes(port)) return [];
  const known = ports.length === 0 ? 'it has no way out' : `it has ${ports.map((name) => `“${name}”`).join(', ')}`;
  const finding = { code: 'PORT_UNKNOWN', nodeId: source.id, field: 'sourceHandle' } as const;
  return [{ ...finding, detail: `“${source.id}” has no port “${port}”: ${known}.` }];
}

function checkTargetPort(edge: EdgeEnds, target: GraphNode, catalog: Catalog): Finding[] {
  const type = catalog.get(target.type);
  const finding = { code: 'PORT_UNKNOWN', nodeId: target.id } as const;
  if (type && !type.ports.input) {
    const what = type.kind === 'trigger' ? 'a trigger, runs start there' : 'a step without input';
    return [{ ...finding, field: 'target', detail: `Nothing can lead to “${target.id}”: it is ${what}.` }];
  }
  const port = edge.targetHandle ?? INPUT_PORT;
  if (port === INPUT_PORT) return [];
  return [{ ...finding, field: 'targetHandle', detail: `“${target.id}” has no port “${port}” to come in by.` }];
}
