import type { Graph, GraphEdge, GraphNode } from '@eventloom/backend/contract';

const COLUMN = 320;
const LINE = 104;
/** The steps of one segment of a chain, with their places on it; the condition leads to both of the two after it. */
const SEGMENT = [
  { name: 'set', column: 0, line: 0 },
  { name: 'if', column: 1, line: 0 },
  { name: 'call', column: 2, line: 0 },
  { name: 'wait', column: 2, line: 1 },
  { name: 'merge', column: 3, line: 0 },
  { name: 'end', column: 4, line: 0 },
] as const;
const SEGMENT_COLUMNS = 5;
const SEGMENTS = 4;
const LINES_PER_CHAIN = 2;

type Step = (typeof SEGMENT)[number]['name'];

/** How many steps one chain has. */
export const CHAIN_STEPS = 1 + SEGMENTS * SEGMENT.length;

/** A valid workflow of so many chains with branches, one beneath the other; every second one hears the one before. */
export function largeWorkflow(chains: number): Graph {
  const parts = Array.from({ length: chains }, (_, chain) => chainAt(chain));
  return { nodes: parts.flatMap(({ nodes }) => nodes), edges: parts.flatMap(({ edges }) => edges) };
}

function chainAt(chain: number): Graph {
  const y = chain * LINES_PER_CHAIN * LINE;
  const trigger = { ...triggerOf(chain), position: { x: 0, y } };
  const nodes: GraphNode[] = [trigger];
  const edges: GraphEdge[] = [];
  let before = trigger.id;
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    const id = (step: Step): string => `c${chain}_${segment}_${step}`;
    const left = COLUMN * (1 + segment * SEGMENT_COLUMNS);
    for (const { name, column, line } of SEGMENT)
      nodes.push({ id: id(name), ...stepOf(name, chain), position: { x: left + column * COLUMN, y: y + line * LINE } });
    edges.push(
      edge(before, id('set')),
      edge(id('set'), id('if')),
      edge(id('if'), id('call'), 'true'),
      edge(id('if'), id('wait'), 'false'),
      edge(id('call'), id('merge')),
      edge(id('wait'), id('merge')),
      edge(id('merge'), id('end')),
    );
    before = id('end');
  }
  return { nodes, edges };
}

function triggerOf(chain: number): GraphNode {
  const id = `c${chain}`;
  return chain % 2 === 0
    ? { id, type: 'webhook', label: `Order ${chain}`, params: { path: `bench-${chain}`, method: 'POST' } }
    : { id, type: 'event', label: `Heard ${chain}`, params: { type: topicOf(chain - 1) } };
}

function topicOf(chain: number): string {
  return `bench.chain-${chain}`;
}

function stepOf(step: Step, chain: number): Pick<GraphNode, 'type' | 'params' | 'label'> {
  switch (step) {
    case 'set':
      return { type: 'set', label: 'Take what counts', params: { values: { total: '{{ input.total }}' } } };
    case 'if': {
      const conditions = { all: [{ left: '{{ input.total }}', operator: 'gt', right: 100 }] };
      return { type: 'if', label: 'A large one?', params: { conditions } };
    }
    case 'call':
      return { type: 'http-request', label: 'Reserve it', params: { method: 'GET', url: 'http://127.0.0.1:9/stock' } };
    case 'wait':
      return { type: 'delay', params: { ms: 1000 } };
    case 'merge':
      return { type: 'merge', params: { mode: 'any' } };
    case 'end':
      return { type: 'publish', label: 'Tell the others', params: { type: topicOf(chain), data: '{{ input }}' } };
  }
}

function edge(source: string, target: string, sourceHandle?: string): GraphEdge {
  return { id: `${source}-${target}`, source, target, ...(sourceHandle !== undefined && { sourceHandle }) };
}
