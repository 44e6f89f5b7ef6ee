import {
  createdApiKeySchema,
  publishedSchema,
  runStartedSchema,
  scheduleSchema,
  sessionSchema,
  workflowSchema,
  type CreatedApiKey,
  type Graph,
  type RetryRun,
  type Schedule,
  type Session,
  type Workflow,
} from '@eventloom/backend/contract';
import { z } from 'zod';
import { request, send } from './client';

const path = (...parts: string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;

/** Makes the owner and starts a session. */
export async function setUp(body: { name: string; email: string; password: string }): Promise<void> {
  await send('POST', '/setup', { body });
}

/** @throws ApiError 401 for a wrong address or password. */
export function logIn(body: { email: string; password: string }): Promise<Session> {
  return request('POST', '/session', sessionSchema, { body });
}

export function logOut(): Promise<void> {
  return send('DELETE', '/session');
}

export function createWorkflow(body: {
  name: string;
  graph?: Graph;
  settings?: Workflow['settings'];
}): Promise<Workflow> {
  return request('POST', '/workflows', workflowSchema, { body });
}

/** Saves a draft. @throws ApiError 409 `VERSION_CONFLICT` if `baseRevision` is not the newest. */
export function updateWorkflow(
  id: string,
  body: { baseRevision: number; name?: string; graph?: Graph; settings?: Workflow['settings'] },
  options: { signal?: AbortSignal; keepalive?: boolean } = {},
): Promise<Workflow> {
  return request('PATCH', path('workflows', id), workflowSchema, { body, ...options });
}

export function deleteWorkflow(id: string): Promise<void> {
  return send('DELETE', path('workflows', id));
}

/** @throws ApiError 422 with `problems` if the draft has errors. */
export async function publishWorkflow(id: string): Promise<number> {
  return (await request('POST', path('workflows', id, 'publish'), publishedSchema)).version;
}

/** Runs a workflow by hand; answers the run's id. Without a payload the trigger's sample is used. */
export async function runWorkflow(
  id: string,
  body: { payload?: unknown; version?: 'draft' | 'published'; trigger?: string },
): Promise<string> {
  return (await request('POST', path('workflows', id, 'run'), runStartedSchema, { body })).runId;
}

const usedTemplateSchema = z.object({ workflows: z.array(workflowSchema).min(1) });

/** Makes the workflows of a template; answers the one to open. */
export async function instantiateTemplate(id: string): Promise<Workflow> {
  const { workflows } = await request('POST', path('templates', id, 'use'), usedTemplateSchema);
  return workflows[0]!;
}

/** Runs a consumer again for the same event; answers the new run's id. */
export async function retryRun(id: string, body: Partial<RetryRun>): Promise<string> {
  return (await request('POST', path('runs', id, 'retry'), runStartedSchema, { body })).runId;
}

/** Runs a schedule's workflow at once; answers the run's id. */
export async function runSchedule(id: string): Promise<string> {
  return (await request('POST', path('schedules', id, 'run'), runStartedSchema)).runId;
}

export function setSchedulePaused(id: string, paused: boolean): Promise<Schedule> {
  return request('POST', path('schedules', id, paused ? 'pause' : 'resume'), scheduleSchema);
}

/** Stops a run that is under way; it ends a moment later. */
export function cancelRun(id: string): Promise<void> {
  return send('POST', path('runs', id, 'cancel'));
}

export function createApiKey(body: { name: string; expiresAt?: string }): Promise<CreatedApiKey> {
  return request('POST', '/api-keys', createdApiKeySchema, { body });
}

export function revokeApiKey(id: string): Promise<void> {
  return send('DELETE', path('api-keys', id));
}
