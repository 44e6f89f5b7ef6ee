import type { Graph, GraphEdge, GraphNode, NodeManifest } from '@eventloom/backend/contract';
import type { Selection } from '../../canvas/flow-elements';

/** Small builders for the tests of the editor. */
export const step = (id: string, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type: 'set',
  params: {},
  ...more,
});

export const link = (source: string, target: string, sourceHandle?: string): GraphEdge => ({
  id: `${source}-${target}`,
  source,
  ...(sourceHandle !== undefined && { sourceHandle }),
  target,
});

export const graphOf = (nodes: GraphNode[], edges: GraphEdge[] = []): Graph => ({ nodes, edges });

export const choiceOf = (ids: { [Part in keyof Selection]?: string[] }): Selection => ({
  nodes: new Set(ids.nodes),
  edges: new Set(ids.edges),
  notes: new Set(ids.notes),
  groups: new Set(ids.groups),
});

export function manifestOf(type: string, more: Partial<NodeManifest> = {}): NodeManifest {
  return {
    type,
    kind: 'action',
    tone: 'action',
    title: type,
    description: '',
    group: 'Test',
    icon: 'box',
    keywords: [],
    effect: false,
    ports: { input: true, outputs: [{ name: 'out', title: '' }] },
    parameters: { type: 'object', properties: {} },
    literal: [],
    defaults: {},
    ...more,
  };
}
