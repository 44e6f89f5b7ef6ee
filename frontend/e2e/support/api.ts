import {
  accountSchema,
  errorGroupPageSchema,
  runPageSchema,
  runSchema,
  runStartedSchema,
  type runWorkflowSchema,
  type createUserSchema,
  type createWorkflowSchema,
  templateUsedSchema,
  workflowSchema,
  type ErrorGroup,
  type JsonSchema,
  type Run,
  type RunSummary,
  type Workflow,
} from '@eventloom/backend/contract';
import { z } from 'zod';

export const OWNER = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'analytical engine' };

/** Makes the owner of a fresh server. */
export async function createOwner(url: string): Promise<void> {
  const answer = await post(url, '/setup', OWNER);
  if (!answer.ok) throw new Error(`POST /setup answered ${answer.status}: ${await answer.text()}`);
}

/** Logs in and answers the session cookie as `name=value`. */
export async function logIn(
  url: string,
  { email, password }: { email: string; password: string } = OWNER,
): Promise<string> {
  const answer = await post(url, '/session', { email, password });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`POST /session answered ${answer.status}: ${await answer.text()}`);
  return cookie;
}

function post(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });
}

const acceptedSchema = z.object({ id: z.string() });

/** What journeys prepare and check without the browser. */
export class Api {
  constructor(
    readonly url: string,
    readonly cookie: string,
  ) {}

  createWorkflow(body: z.input<typeof createWorkflowSchema>): Promise<Workflow> {
    return this.call('POST', '/workflows', workflowSchema, body);
  }

  workflow(id: string): Promise<Workflow> {
    return this.call('GET', `/workflows/${id}`, workflowSchema);
  }

  /** Saves another draft. */
  save({ id, revision }: Workflow, graph: Workflow['graph']): Promise<Workflow> {
    return this.call('PATCH', `/workflows/${id}`, workflowSchema, { baseRevision: revision, graph });
  }

  run(id: string): Promise<Run> {
    return this.call('GET', `/runs/${id}`, runSchema);
  }

  async runs(workflowId: string): Promise<RunSummary[]> {
    return (await this.call('GET', `/runs?workflowId=${workflowId}`, runPageSchema)).items;
  }

  async errors(workflowId: string): Promise<ErrorGroup[]> {
    return (await this.call('GET', `/errors?workflowId=${workflowId}`, errorGroupPageSchema)).items;
  }

  /** Runs a workflow by hand; answers the id of the run. */
  async start(workflowId: string, body: z.input<typeof runWorkflowSchema>): Promise<string> {
    return (await this.call('POST', `/workflows/${workflowId}/run`, runStartedSchema, body)).runId;
  }

  /** Runs the draft with its sample, and waits for the end of the run or its first pause. */
  async runDraft(workflowId: string): Promise<Run> {
    const runId = await this.start(workflowId, {});
    for (;;) {
      const run = await this.run(runId);
      if (run.status !== 'queued' && run.status !== 'running') return run;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async publish(workflowId: string): Promise<void> {
    await this.raw('POST', `/workflows/${workflowId}/publish`);
  }

  /** Makes the workflows of a template; answers the id of the first. */
  async useTemplate(id: string): Promise<string> {
    return (await this.call('POST', `/templates/${id}/use`, templateUsedSchema, {})).id;
  }

  /** Makes a topic known by the schema of its data. */
  async describeTopic(type: string, schema: JsonSchema): Promise<void> {
    await this.raw('PUT', `/topics/${type}`, { schema });
  }

  /** Says how many days the events of a topic are kept. */
  async keepTopic(type: string, retentionDays: number): Promise<void> {
    await this.raw('PUT', `/topics/${type}`, { retentionDays });
  }

  /** Adds a user; answers their id. */
  async addUser(body: z.input<typeof createUserSchema>): Promise<string> {
    return (await this.call('POST', '/users', accountSchema, body)).id;
  }

  async disableUser(id: string): Promise<void> {
    await this.raw('PATCH', `/users/${id}`, { disabled: true });
  }

  async cancelRun(id: string): Promise<void> {
    await this.raw('POST', `/runs/${id}/cancel`);
  }

  /** Publishes an event; answers its id. */
  async send(type: string, data: unknown): Promise<string> {
    const answer = await this.raw('POST', '/events', { type, data });
    return acceptedSchema.parse(await answer.json()).id;
  }

  /** Sends a JSON body to a webhook. */
  hook(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.url}/hooks/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async call<Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    return schema.parse(await (await this.raw(method, path, body)).json());
  }

  private async raw(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { cookie: this.cookie, origin: this.url, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
}
