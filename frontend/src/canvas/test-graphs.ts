import type { Graph, NodeManifest } from '@eventloom/backend/contract';

const OUT = [{ name: 'out', title: '' }];

/** A node type for tests. */
export function aType(type: string, more: Partial<NodeManifest> = {}): NodeManifest {
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
    ports: { input: true, outputs: OUT },
    parameters: { type: 'object', properties: {} },
    literal: [],
    defaults: {},
    ...more,
  };
}

/** Node types that steer a run. */
export const FLOW_TYPES: ReadonlyMap<string, NodeManifest> = new Map(
  [
    aType('set', { kind: 'logic' }),
    aType('for-each', {
      kind: 'logic',
      ports: {
        input: true,
        outputs: [
          { name: 'item', title: 'Each item' },
          { name: 'done', title: 'Done' },
        ],
      },
    }),
    aType('switch', {
      kind: 'logic',
      ports: {
        input: true,
        outputs: [{ name: 'else', title: 'Else' }],
        outputsFrom: { param: 'rules', field: 'port' },
      },
    }),
    aType('http-request'),
  ].map((type) => [type.type, type]),
);

/** Draws a graph from lines such as `start > each` and `each.item > a`; every step is a `set` unless `types` tells. */
export function drawn(lines: readonly string[], types: Record<string, string> = {}): Graph {
  const edges = lines.map((line) => {
    const [from = '', target = ''] = line.split(' > ');
    const [source = '', port] = from.split('.');
    return { id: line, source, target, ...(port !== undefined && { sourceHandle: port }) };
  });
  const ids = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return { nodes: [...ids].map((id) => ({ id, type: types[id] ?? 'set', params: {} })), edges };
}
