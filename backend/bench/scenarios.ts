import { setTimeout as sleep } from 'node:timers/promises';
import type { Graph } from '../src/contract/index.js';
import { BenchServer } from './server.js';

/** One line of the report. */
export interface Figure {
  scenario: string;
  figure: string;
  value: number;
  unit: string;
}

const CONNECTIONS = 64;
const BODY = JSON.stringify({
  amount: 150,
  customer: { id: 7, tier: 'gold' },
  note: 'a sentence, so that the payload has the size of a real one',
});

/** webhook -> set -> if -> set */
const PIPELINE: Graph = {
  nodes: [
    { id: 'hook', type: 'webhook', params: { path: 'pipeline' } },
    { id: 'stage', type: 'set', params: { values: { stage: '{{ trigger.body.customer.tier }}' } } },
    {
      id: 'big',
      type: 'if',
      params: { conditions: { all: [{ left: '{{ trigger.body.amount }}', operator: 'gt', right: 100 }] } },
    },
    { id: 'result', type: 'set', params: { values: { result: 'big' } } },
  ],
  edges: [
    { id: 'e1', source: 'hook', target: 'stage' },
    { id: 'e2', source: 'stage', target: 'big' },
    { id: 'e3', source: 'big', sourceHandle: 'true', target: 'result' },
  ],
};

/** A webhook alone: what it costs to accept. */
const ACCEPT: Graph = { nodes: [{ id: 'hook', type: 'webhook', params: { path: 'accept' } }], edges: [] };

/** Starts: the first on an empty data directory, and the second on the same. */
export async function measureStarts(): Promise<Figure[]> {
  const first = await BenchServer.start();
  await first.stop();
  const second = await BenchServer.start(first.dataDir);
  await sleep(5000);
  const idle = await second.memory();
  await second.stop();
  await second.removeData();
  return [
    { scenario: 'start', figure: 'empty data directory to ready', value: Math.round(first.startedIn), unit: 'ms' },
    { scenario: 'start', figure: 'second start to ready', value: Math.round(second.startedIn), unit: 'ms' },
    { scenario: 'start', figure: 'memory of all processes, idle', value: idle, unit: 'MB' },
  ];
}

export function measureAccept(milliseconds: number): Promise<Figure[]> {
  return measureWebhook('accept', ACCEPT, '/hooks/accept', milliseconds);
}

export function measurePipeline(milliseconds: number): Promise<Figure[]> {
  return measureWebhook('pipeline', PIPELINE, '/hooks/pipeline', milliseconds);
}

/** Loads a webhook, then waits until all its runs have ended: completed runs count from the first request to the last end. */
async function measureWebhook(scenario: string, graph: Graph, path: string, milliseconds: number): Promise<Figure[]> {
  const server = await BenchServer.start();
  try {
    await server.publish(scenario, graph);
    const warmUp = await server.load({ path, body: BODY, connections: CONNECTIONS, milliseconds: 2000 });
    await waitForRuns(server, warmUp.requests);
    const begun = performance.now();
    const loading = server.load({ path, body: BODY, connections: CONNECTIONS, milliseconds });
    await sleep(milliseconds * 0.8);
    const memory = await server.memory();
    const load = await loading;
    await waitForRuns(server, warmUp.requests + load.requests);
    const seconds = (performance.now() - begun) / 1000;
    return [
      {
        scenario,
        figure: `accepted, ${CONNECTIONS} connections`,
        value: Math.round(load.requests / (load.elapsed / 1000)),
        unit: '/s',
      },
      { scenario, figure: 'refused', value: load.refused, unit: '' },
      { scenario, figure: 'answer p50', value: load.p50, unit: 'ms' },
      { scenario, figure: 'answer p99', value: load.p99, unit: 'ms' },
      { scenario, figure: 'completed runs', value: Math.round(load.requests / seconds), unit: '/s' },
      { scenario, figure: 'memory of all processes, under load', value: memory, unit: 'MB' },
    ];
  } finally {
    await server.stop();
    await server.removeData();
  }
}

async function waitForRuns(server: BenchServer, count: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while ((await server.endedRuns()) < count) {
    if (Date.now() > deadline) throw new Error(`only ${await server.endedRuns()} of ${count} runs have ended`);
    await sleep(20);
  }
}
