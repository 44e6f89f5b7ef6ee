import type { Graph, GraphNode } from '../src/contract/index.js';

/** What every request carries. */
export const BODY = JSON.stringify({
  amount: 150,
  customer: { id: 7, tier: 'gold' },
  note: 'a sentence, so that the payload has the size of a real one',
});

type Params = GraphNode['params'];

const hook = (params: Params): GraphNode => ({ id: 'hook', type: 'webhook', params });

/** set -> if -> set, after a webhook. */
const threeSteps = (params: Params): Graph => threeStepsAfter(hook(params), 'trigger.body');

/** @param body where the expressions find what every request carries */
function threeStepsAfter(trigger: GraphNode, body: string): Graph {
  return {
    nodes: [
      trigger,
      { id: 'stage', type: 'set', params: { values: { stage: `{{ ${body}.customer.tier }}` } } },
      {
        id: 'big',
        type: 'if',
        params: { conditions: { all: [{ left: `{{ ${body}.amount }}`, operator: 'gt', right: 100 }] } },
      },
      { id: 'result', type: 'set', params: { values: { result: 'big' } } },
    ],
    edges: [
      { id: 'e1', source: trigger.id, target: 'stage' },
      { id: 'e2', source: 'stage', target: 'big' },
      { id: 'e3', source: 'big', sourceHandle: 'true', target: 'result' },
    ],
  };
}

function oneStep(params: Params, step: Omit<GraphNode, 'id'>): Graph {
  return { nodes: [hook(params), { id: 'step', ...step }], edges: [{ id: 'e1', source: 'hook', target: 'step' }] };
}

/** A webhook alone: what it costs to accept. */
export const ACCEPT: Graph = { nodes: [hook({ path: 'accept' })], edges: [] };

/** webhook -> set -> if -> set */
export const PIPELINE = threeSteps({ path: 'pipeline' });

/** The same, and whoever calls waits for the output of the last step. */
export const SYNC = threeSteps({ path: 'sync', respond: 'last-node' });

/** webhook -> code, answered with what the code returns. */
export const CODE = oneStep(
  { path: 'code', respond: 'last-node' },
  { type: 'code', params: { code: 'return { doubled: trigger.body.amount * 2 };' } },
);

/** webhook -> http-request */
export function effect(url: string): Graph {
  return oneStep({ path: 'effect' }, { type: 'http-request', params: { method: 'GET', url } });
}

/** The three steps after events of a topic, in order under so many keys; under none if there are none. */
export function ordered(topic: string, keys: number): Graph {
  const orderingKey = `{{ Number('0x' + event.id.slice(-6)) % ${keys} }}`;
  const params = { type: topic, ...(keys > 0 && { orderingKey }) };
  return threeStepsAfter({ id: 'heard', type: 'event', params }, 'trigger');
}

/** One of many that listen to a topic. */
export function listener(topic: string): Graph {
  return {
    nodes: [
      { id: 'heard', type: 'event', params: { type: topic } },
      { id: 'step', type: 'set', params: { values: { amount: '{{ trigger.amount }}' } } },
    ],
    edges: [{ id: 'e1', source: 'heard', target: 'step' }],
  };
}
