import { LOOP_DONE_PORT, LOOP_TYPE, type Graph, type GraphNode, type NodeManifest } from '@eventloom/backend/contract';
import { setParam } from './change-steps';

type Json = GraphNode['params'][string];
type Naming = NonNullable<NodeManifest['ports']['outputsFrom']>;

/**
 * Sets a parameter that may name ports. Where a port got another name the connections that leave by it follow; those of
 * a port that is taken away stay, and are told as a problem.
 */
export function setParamOf(
  graph: Graph,
  node: { id: string; manifest: NodeManifest },
  name: string,
  value: Json | undefined,
): Graph {
  const naming = node.manifest.ports.outputsFrom;
  const before = graph.nodes.find((each) => each.id === node.id)?.params[name];
  const changed = setParam(graph, node.id, name, value);
  const rename = naming?.param === name ? renamedPort(portsIn(before, naming), portsIn(value, naming)) : undefined;
  return rename ? moveEdges(changed, node.id, rename) : changed;
}

function portsIn(value: Json | undefined, { field }: Naming): unknown[] {
  if (!Array.isArray(value)) return [];
  return value.map((item) => (item !== null && typeof item === 'object' && !Array.isArray(item) ? item[field] : null));
}

interface Rename {
  from: string;
  to: string;
}

/** The only port that has another name than before; ports that changed places keep theirs. */
function renamedPort(before: readonly unknown[], after: readonly unknown[]): Rename | undefined {
  if (before.length !== after.length) return undefined;
  const [index, ...others] = [...after.keys()].filter((each) => before[each] !== after[each]);
  const from = index === undefined ? undefined : before[index];
  const to = index === undefined ? undefined : after[index];
  if (others.length > 0 || typeof from !== 'string' || typeof to !== 'string' || to === '') return undefined;
  // As long as another rule still has the old name its connections stay where they are.
  return after.includes(from) ? undefined : { from, to };
}

function moveEdges(graph: Graph, source: string, { from, to }: Rename): Graph {
  const edges = graph.edges.map((edge) =>
    edge.source === source && edge.sourceHandle === from ? { ...edge, sourceHandle: to } : edge,
  );
  return { ...graph, edges };
}

/** The port that what follows a new step is tied to: the first one, and of a loop the one after its body. */
export function onwardPort(type: string, ports: readonly { name: string }[]): string | undefined {
  return type === LOOP_TYPE ? LOOP_DONE_PORT : ports[0]?.name;
}
