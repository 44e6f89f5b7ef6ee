import type { MapEdge, MapNode, SystemMap } from '../../contract/index.js';
import { findSinks, findSources, topicsOfSources, type SeenRate, type Sink, type Source } from './topic-flows.js';
import type { LinkedWorkflow } from './workflow-links.js';

/** Runs of one trigger: how many began, and how many wait for their turn. */
export interface TriggerLoad {
  workflowId: string;
  nodeId: string;
  perMinute: number;
  backlog: number;
}

export interface MapFacts {
  workflows: readonly LinkedWorkflow[];
  rates: readonly SeenRate[];
  loads: readonly TriggerLoad[];
  /** Topics that are known besides those in use. */
  topics?: readonly string[];
}

/** Draws how events go from what makes them over their topics to what runs for them. */
export function buildMap({ workflows, rates, loads, topics: known = [] }: MapFacts): SystemMap {
  const sources = findSources(workflows, rates);
  const topics = topicsOfSources(sources, known);
  const sinks = findSinks(workflows, topics);
  for (const { topic } of sinks) topics.add(topic);
  const rateOf = (topic: string) =>
    sum(sources.filter((source) => source.topic === topic).map(({ perMinute }) => perMinute));
  const topicRates = new Map([...topics].sort().map((topic) => [topic, rateOf(topic)]));
  return {
    nodes: [
      ...distinct(sources.map(toProducer)),
      ...[...topicRates].map(([topic, perMinute]) => toTopic(topic, perMinute)),
      ...workflows.flatMap((workflow) => (workflow.listens.length > 0 ? [toConsumer(workflow, loads)] : [])),
    ],
    edges: [...sources.map(toProducing), ...merge(sinks.map((sink) => toConsuming(sink, sinks, loads, topicRates)))],
  };
}

function producerId({ kind, label, workflow, nodeId }: Source): string {
  if (kind === 'source') return `producer:source:${label}`;
  return ['producer', kind, workflow?.workflowId, nodeId].filter((part) => part !== undefined).join(':');
}

const topicId = (topic: string): string => `topic:${topic}`;
const consumerId = ({ workflowId }: LinkedWorkflow): string => `consumer:${workflowId}`;

function toProducer(source: Source): MapNode {
  const { label, workflow, nodeId, nodeType, perMinute } = source;
  return {
    ...{ id: producerId(source), kind: 'producer', label, ratePerMinute: round(perMinute) },
    ...(workflow && { workflowId: workflow.workflowId, status: workflow.status }),
    ...(nodeId !== undefined && { nodeId }),
    ...(nodeType !== undefined && { nodeType }),
  };
}

function toTopic(topic: string, perMinute: number): MapNode {
  return { id: topicId(topic), kind: 'topic', label: topic, topic, ratePerMinute: round(perMinute) };
}

function toConsumer(workflow: LinkedWorkflow, loads: readonly TriggerLoad[]): MapNode {
  const { workflowId, name: label, status } = workflow;
  const own = loads.filter((load) => load.workflowId === workflowId).map(({ perMinute }) => perMinute);
  return { id: consumerId(workflow), kind: 'consumer', label, workflowId, status, ratePerMinute: round(sum(own)) };
}

function toProducing(source: Source): MapEdge {
  const [from, to] = [producerId(source), topicId(source.topic)];
  const ratePerMinute = round(source.perMinute);
  return { id: `${from}>${to}`, source: from, target: to, kind: 'produces', ratePerMinute };
}

/** A trigger that hears several topics has one number of runs: its share of each is that of the events. */
function toConsuming(
  { workflow, listening, topic }: Sink,
  all: readonly Sink[],
  loads: readonly TriggerLoad[],
  topicRates: ReadonlyMap<string, number>,
): MapEdge {
  const { nodeId, isFiltered } = listening;
  const load = loads.find((one) => one.workflowId === workflow.workflowId && one.nodeId === nodeId);
  const heard = all.filter((sink) => sink.workflow === workflow && sink.listening === listening);
  const total = sum(heard.map((sink) => topicRates.get(sink.topic) ?? 0));
  const share = total === 0 ? 1 / heard.length : (topicRates.get(topic) ?? 0) / total;
  const [from, to] = [topicId(topic), consumerId(workflow)];
  return {
    ...{ id: `${from}>${to}`, source: from, target: to, kind: 'consumes', isFiltered },
    ratePerMinute: round((load?.perMinute ?? 0) * share),
    backlog: Math.round((load?.backlog ?? 0) * share),
  };
}

/** Several triggers of a workflow may hear the same topic: that is one line. */
function merge(edges: readonly MapEdge[]): MapEdge[] {
  const merged = new Map<string, MapEdge>();
  for (const edge of edges) {
    const earlier = merged.get(edge.id);
    merged.set(edge.id, earlier ? together(earlier, edge) : edge);
  }
  return [...merged.values()];
}

function together(a: MapEdge, b: MapEdge): MapEdge {
  return {
    ...a,
    ratePerMinute: round(a.ratePerMinute + b.ratePerMinute),
    backlog: (a.backlog ?? 0) + (b.backlog ?? 0),
    isFiltered: a.isFiltered === true && b.isFiltered === true,
  };
}

/** What makes events of several topics is one node. */
function distinct(nodes: readonly MapNode[]): MapNode[] {
  const found = new Map<string, MapNode>();
  for (const node of nodes) {
    const earlier = found.get(node.id);
    found.set(node.id, { ...node, ratePerMinute: round((earlier?.ratePerMinute ?? 0) + node.ratePerMinute) });
  }
  return [...found.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function round(rate: number): number {
  return Math.round(rate * 100) / 100;
}
