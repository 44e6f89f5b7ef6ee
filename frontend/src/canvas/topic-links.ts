import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { matchesTopic } from '../ui/topic-pattern';

/** A publisher and a subscriber of the same topic on one canvas: no connection, but what flows between them. */
export interface TopicLink {
  topic: string;
  source: string;
  target: string;
}

/** The topic that each kind of step hands events to, where it is fixed. */
const PRODUCES: Record<string, string> = { publish: 'type', webhook: 'eventType' };

/** Finds who hears whom: publishers of a fixed topic, and the event triggers whose pattern matches it. */
export function topicLinks(graph: Graph): TopicLink[] {
  const listeners = graph.nodes.flatMap((node) => {
    const pattern = node.type === 'event' ? textOf(node, 'type') : '';
    return pattern === '' ? [] : [{ id: node.id, pattern }];
  });
  if (listeners.length === 0) return [];
  return graph.nodes.flatMap((node) => {
    const topic = textOf(node, PRODUCES[node.type] ?? '');
    if (topic === '' || topic.includes('{{')) return [];
    return listeners
      .filter(({ pattern }) => matchesTopic(pattern, topic))
      .map(({ id }) => ({ topic, source: node.id, target: id }));
  });
}

/** The steps that hear, by the parameter which holds the pattern. */
const HEARS: Record<string, string> = { event: 'type', 'wait-for-event': 'type' };

/** Where a workflow is tied to others by a topic: who hears what the step sends, or who sends what it hears. */
export interface Seam {
  topic: string;
  end: 'consumers' | 'producers';
}

/** The seam of a step, if its topic is known before it runs. */
export function seamOf(node: GraphNode): Seam | undefined {
  const sent = textOf(node, PRODUCES[node.type] ?? '');
  const topic = sent || textOf(node, HEARS[node.type] ?? '');
  if (topic === '' || topic.includes('{{') || node.disabled) return undefined;
  return { topic, end: sent === '' ? 'producers' : 'consumers' };
}

function textOf(node: GraphNode, parameter: string): string {
  const value = node.params[parameter];
  return typeof value === 'string' ? value : '';
}
