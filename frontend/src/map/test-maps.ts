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

const AREAS = 12;

/**
 * As large a map as has to be fluent: workflows that hear one to three topics of their area, now and then one of another,
 * and of which every third publishes to one.
 */
export function largeMap(workflows = 200, topics = 60): SystemMap {
  const nodes: MapNode[] = [];
  const edges: MapEdge[] = [];
  const topic = (area: number, index: number): string =>
    `topic:area${area % AREAS}.thing${index % (topics / AREAS)}.changed`;
  for (let index = 0; index < topics; index += 1) {
    const id = topic(index, Math.floor(index / AREAS));
    nodes.push(node(id, { ratePerMinute: index % 7 }));
    if (index % 2 > 0) continue;
    const source = `producer:source:/shop/${index}`;
    nodes.push(node(source));
    edges.push(edge(source, id, { ratePerMinute: index % 7 }));
  }
  for (let index = 0; index < workflows; index += 1) {
    const consumer = `consumer:workflow ${index}`;
    const ids = { workflowId: `w${index}` };
    nodes.push(node(consumer, { ...ids, status: 'published', ratePerMinute: index % 13 }));
    for (let heard = 0; heard <= index % 3; heard += 1) {
      const area = heard === 2 && index % 5 === 0 ? index + 1 : index;
      const backlog = index % 11 === 0 ? index : 0;
      edges.push(edge(topic(area, (index >> 2) + heard), consumer, { ratePerMinute: index % 5, backlog }));
    }
    if (index % 3 > 0) continue;
    const producer = `producer:workflow:w${index}`;
    nodes.push(node(producer, ids));
    edges.push(edge(producer, topic(index, (index >> 2) + 3), { ratePerMinute: 1 }));
  }
  return { nodes, edges };
}
