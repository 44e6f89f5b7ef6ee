import type { MapEdge, MapNode, SystemMap } from '@eventloom/backend/contract';
import type { DrawnMap } from './draw-map';

/** A node of the map whose kind is told by its id: `producer:a`, `topic:b`, `consumer:c`. */
export function node(id: string, extras: Partial<MapNode> = {}): MapNode {
  const [kind = '', ...rest] = id.split(':');
  const label = rest.join(':');
  const shape = { id, label, ratePerMinute: 0, ...extras };
  if (kind === 'topic') return { ...shape, kind, topic: label };
  return { ...shape, kind: kind === 'producer' ? 'producer' : 'consumer' };
}

/** An edge between two nodes. */
export function edge(source: string, target: string, extras: Partial<MapEdge> = {}): MapEdge {
  const kind = target.startsWith('topic:') ? 'produces' : 'consumes';
  return { id: `${source}>${target}`, source, target, kind, ratePerMinute: 0, ...extras };
}

/** A map of edges written `producer:a > topic:b > consumer:c`. */
export function mapOf(...ways: string[]): DrawnMap {
  const steps = ways.map((way) => way.split(' > '));
  const edges = steps.flatMap((ids) => ids.slice(1).map((id, index) => edge(ids[index] ?? '', id)));
  return {
    nodes: [...new Set(steps.flat())].map((id) => node(id)),
    edges: [...new Map(edges.map((one) => [one.id, one])).values()],
    standIns: new Map(),
  };
}

/** As large a map as has to be fluent: workflows that hear one to three topics and now and then publish to another. */
export function largeMap(workflows = 200, topics = 60): SystemMap {
  const nodes: MapNode[] = [];
  const edges: MapEdge[] = [];
  const topic = (index: number): string => `topic:area${index % 6}.thing${index % topics}.changed`;
  for (let index = 0; index < topics; index += 1) nodes.push(node(topic(index), { ratePerMinute: index % 7 }));
  for (let index = 0; index < workflows; index += 1) {
    const consumer = `consumer:workflow ${index}`;
    nodes.push(node(consumer, { workflowId: `w${index}`, status: 'published', ratePerMinute: index % 13 }));
    for (let heard = 0; heard <= index % 3; heard += 1) {
      const backlog = index % 11 === 0 ? index : 0;
      edges.push(edge(topic(index * 7 + heard * 13), consumer, { ratePerMinute: index % 5, backlog }));
    }
    if (index % 3 > 0) continue;
    const producer = `producer:workflow:w${index}`;
    nodes.push(node(producer, { workflowId: `w${index}` }));
    edges.push(edge(producer, topic(index * 11 + 5), { ratePerMinute: 1 }));
  }
  for (let index = 0; index < topics; index += 2) {
    nodes.push(node(`producer:source:/shop/${index}`));
    edges.push(edge(`producer:source:/shop/${index}`, topic(index), { ratePerMinute: index % 7 }));
  }
  return { nodes, edges };
}
