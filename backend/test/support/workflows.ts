import type { Graph, GraphNode, Problem, Run, Step, Workflow } from '../../src/contract/index.js';
import type { Answer, TestApp } from './app.js';
import { until } from './until.js';

type Extras = Partial<Omit<GraphNode, 'id' | 'type' | 'params'>>;

/** The body of an error answer. */
export interface ProblemBody {
  code: string;
  detail: string;
  status: number;
  pointer?: string;
  hint?: string;
  requestId: string;
  problems?: Problem[];
}

/** @param extras how the step is run: `retry`, `onError`, `timeoutMs`, `disabled` */
export function node(id: string, type: string, params: GraphNode['params'] = {}, extras: Extras = {}): GraphNode {
  return { id, type, params, ...extras };
}

/** An edge; `from` names a port too where the node has several: `big.true`. */
export function edge(from: string, target: string): Graph['edges'][number] {
  const [source = '', sourceHandle] = from.split('.');
  return { id: `${from}-${target}`, source, target, ...(sourceHandle !== undefined && { sourceHandle }) };
}

/** Nodes that follow one another. */
export function chain(...nodes: GraphNode[]): Graph {
  return { nodes, edges: nodes.slice(1).map(({ id }, index) => edge(nodes[index]?.id ?? '', id)) };
}

/** A webhook trigger named `hook` at a path. */
export function webhook(path: string, params: GraphNode['params'] = {}): GraphNode {
  return node('hook', 'webhook', { path, ...params });
}

/** @throws Error if the answer has another status; its body tells why */
export function expectStatus<Body>(answer: Answer<Body>, ...statuses: number[]): Body {
  if (!statuses.includes(answer.status))
    throw new Error(`status ${answer.status} instead of ${statuses.join('/')}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function createWorkflow(app: TestApp, name: string, graph: Graph): Promise<Workflow> {
  return expectStatus(await app.api<Workflow>('POST', '/workflows', { name, graph }), 201);
}

/** Makes a workflow and publishes it; returns its id. */
export async function publishWorkflow(app: TestApp, name: string, graph: Graph): Promise<string> {
  const { id } = await createWorkflow(app, name, graph);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  return id;
}

/** Calls a webhook that answers at once. */
export async function callHook(
  app: TestApp,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<{ eventId: string; runId: string }> {
  return expectStatus(
    await app.request<{ eventId: string; runId: string }>('POST', `/hooks/${path}`, body, headers),
    202,
  );
}

/** Publishes an event through the API; returns its id. */
export async function publishEvent(app: TestApp, event: Record<string, unknown>): Promise<string> {
  return expectStatus(await app.api<{ id: string }>('POST', '/events', event), 202).id;
}

/** Starts a run by hand; returns its id. */
export async function runByHand(app: TestApp, workflowId: string, body: Record<string, unknown> = {}): Promise<string> {
  return expectStatus(await app.api<{ runId: string }>('POST', `/workflows/${workflowId}/run`, body), 202).runId;
}

export async function getRun(app: TestApp, runId: string): Promise<Run> {
  return expectStatus(await app.api<Run>('GET', `/runs/${runId}`), 200);
}

/** The run once it has ended. */
export async function waitForRun(app: TestApp, runId: string, timeoutMs?: number): Promise<Run> {
  return until(
    `the end of run ${runId}`,
    async () => {
      const run = await getRun(app, runId);
      return ['succeeded', 'failed', 'cancelled'].includes(run.status) && run;
    },
    timeoutMs,
  );
}

/** All runs of a workflow, oldest first, once there are so many and all of them have ended. */
export async function waitForRunsOf(app: TestApp, workflowId: string, count: number): Promise<Run[]> {
  const ids = await until(`${count} runs of workflow ${workflowId}`, async () => {
    const { items } = expectStatus(
      await app.api<{ items: { id: string }[] }>('GET', `/runs?workflowId=${workflowId}&limit=200`),
      200,
    );
    return items.length >= count && items.map(({ id }) => id);
  });
  return Promise.all(ids.toReversed().map((id) => waitForRun(app, id)));
}

/** @throws Error if the run has no such step */
export function stepOf(run: Run, nodeId: string): Step {
  const step = run.steps.find((one) => one.nodeId === nodeId);
  if (!step)
    throw new Error(`run ${run.id} has no step "${nodeId}", only ${run.steps.map((one) => one.nodeId).join()}`);
  return step;
}

/** What a step gave, in full where the run tells only a part of it. */
export async function wholeOutputOf(app: TestApp, run: Run, nodeId: string): Promise<unknown> {
  const { output, outputPreview } = stepOf(run, nodeId);
  if (!outputPreview) return output;
  return expectStatus(await app.api('GET', `${outputPreview.ref.replace('/api/v1', '')}&download`), 200);
}

/** The states of all steps by node id. */
export function statesOf(run: Run): Record<string, string> {
  return Object.fromEntries(run.steps.map(({ nodeId, status }) => [nodeId, status]));
}
