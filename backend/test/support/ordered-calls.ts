import type { EventDetail, GraphNode, Run, Workflow, WorkflowSettings } from '../../src/contract/index.js';
import type { TestApp } from './app.js';
import { sendJson, startSink } from './sink.js';
import { until } from './until.js';
import { chain, expectStatus, getRun, node } from './workflows.js';

export interface Call {
  key: string;
  n: number;
  /** The first is 1. */
  attempt: number;
}

export interface RunRow {
  id: string;
  n: number;
  key: string;
  status: string;
  started_at: Date;
  finished_at: Date;
}

export type Delivery = EventDetail['deliveries'][number];

/** A server that ordered workflows call, and what it was called for. */
export interface OrderedCalls {
  calls: Call[];
  /** The numbers of the calls for a key, in the order in which they came. */
  of(key: string): number[];
  /** What is answered to a call: a status, at once or later; 200 if nobody says otherwise. */
  answer: (call: Call) => number | Promise<number>;
  /** Forgets what was. */
  reset(): void;
  /** Publishes a workflow that calls the server for each event of a topic, those of a key in order. */
  publish(app: TestApp, type: string, more?: Wanted): Promise<string>;
  close(): Promise<void>;
}

interface Wanted {
  params?: GraphNode['params'];
  /** How the step that calls is run. */
  step?: Partial<Pick<GraphNode, 'retry' | 'onError'>>;
  settings?: WorkflowSettings;
}

export async function startOrderedCalls(): Promise<OrderedCalls> {
  const sink = await startSink(({ body }, response) => {
    const { key, n } = JSON.parse(body) as Omit<Call, 'attempt'>;
    const attempt = 1 + world.calls.filter((one) => one.key === key && one.n === n).length;
    const call = { key, n, attempt };
    world.calls.push(call);
    void Promise.resolve(world.answer(call)).then((status) => sendJson(response, status, {}));
  });
  const world: OrderedCalls = {
    calls: [],
    of: (key) => world.calls.filter((call) => call.key === key).map(({ n }) => n),
    answer: () => 200,
    reset: () => Object.assign(world, { calls: [], answer: () => 200 }),
    publish: (app, type, more = {}) => publish(app, sink.url, type, more),
    close: () => sink.close(),
  };
  return world;
}

async function publish(app: TestApp, url: string, type: string, { params, step, settings }: Wanted): Promise<string> {
  const body = { key: '{{ trigger.key }}', n: '{{ trigger.n }}' };
  const graph = chain(
    node('on', 'event', { type, orderingKey: '{{ event.data.key }}', ...params }),
    node('call', 'http-request', { method: 'POST', url, body }, step),
  );
  const made = await app.api<Workflow>('POST', '/workflows', { name: type, graph, ...(settings && { settings }) });
  const { id } = expectStatus(made, 201);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  return id;
}

/** Publishes events of a topic in one request; returns their ids. */
export async function emit(app: TestApp, type: string, data: readonly { key: string; n: number }[]): Promise<string[]> {
  const events = data.map((one) => ({ type, data: one }));
  return expectStatus(await app.api<{ ids: string[] }>('POST', '/events', events), 202).ids;
}

/** Data of so many events with a key, numbered from 0 on. */
export function numbered(key: string, count: number, from = 0): { key: string; n: number }[] {
  return Array.from({ length: count }, (_, index) => ({ key, n: from + index }));
}

export async function deliveryOf(app: TestApp, eventId: string | undefined): Promise<Delivery> {
  const { deliveries } = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
  const [delivery] = deliveries;
  if (!delivery) throw new Error(`event ${eventId} was delivered to nobody`);
  return delivery;
}

export async function runOf(app: TestApp, eventId: string | undefined): Promise<Run> {
  return getRun(app, (await deliveryOf(app, eventId)).runId ?? '');
}

/** The runs of a workflow that have ended, in the order in which they began, once there are so many. */
export async function ended(app: TestApp, workflowId: string, count: number, timeoutMs = 25_000): Promise<RunRow[]> {
  const rows = () =>
    app.database.query<RunRow>(
      `select r.id, r.status, r.started_at, r.finished_at, (e.data::json ->> 'n')::int as n, e.data::json ->> 'key' as key
       from run r join event e on e.id = r.event_id where r.workflow_id = $1 and r.finished_at is not null order by r.started_at, r.id`,
      [workflowId],
    );
  return until(
    `${count} ends`,
    async () => {
      const found = await rows();
      return found.length >= count && found;
    },
    timeoutMs,
  );
}

/** Of runs in the order of their beginnings, those that began before the one ahead of them had ended. */
export function overlapping(runs: readonly RunRow[]): RunRow[] {
  return runs.filter((run, at) => at > 0 && run.started_at < runs[at - 1]!.finished_at);
}
