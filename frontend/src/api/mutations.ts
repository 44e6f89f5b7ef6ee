import {
  createdApiKeySchema,
  runStartedSchema,
  scheduleSchema,
  sessionSchema,
  workflowSchema,
  type CreatedApiKey,
  type Graph,
  type RetryRun,
  type RunWorkflow,
  type Schedule,
  type Session,
  type Workflow,
} from '@eventloom/backend/contract';
import { z } from 'zod';
import { pathOf, request, send } from './client';

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
  return request('PATCH', pathOf('workflows', id), workflowSchema, { body, ...options });
}

export function deleteWorkflow(id: string): Promise<void> {
  return send('DELETE', pathOf('workflows', id));
}

/** Runs a workflow by hand; answers the run's id. Without a payload the trigger's sample is used. */
export async function runWorkflow(id: string, body: RunWorkflow): Promise<string> {
  return (await request('POST', pathOf('workflows', id, 'run'), runStartedSchema, { body })).runId;
}

const usedTemplateSchema = z.object({ workflows: z.array(workflowSchema).min(1) });

/** Makes the workflows of a template; answers the one to open. */
export async function instantiateTemplate(id: string): Promise<Workflow> {
  const { workflows } = await request('POST', pathOf('templates', id, 'use'), usedTemplateSchema);
  return workflows[0]!;
}

/** Runs a consumer again for the same event; answers the new run's id. */
export async function retryRun(id: string, body: Partial<RetryRun>): Promise<string> {
  return (await request('POST', pathOf('runs', id, 'retry'), runStartedSchema, { body })).runId;
}

/** Runs a schedule's workflow at once; answers the run's id. */
export async function runSchedule(id: string): Promise<string> {
  return (await request('POST', pathOf('schedules', id, 'run'), runStartedSchema)).runId;
}

export function setSchedulePaused(id: string, paused: boolean): Promise<Schedule> {
  return request('POST', pathOf('schedules', id, paused ? 'pause' : 'resume'), scheduleSchema);
}

/** Stops a run that is under way; it ends a moment later. */
export function cancelRun(id: string): Promise<void> {
  return send('POST', pathOf('runs', id, 'cancel'));
}

export function createApiKey(body: { name: string; expiresAt?: string }): Promise<CreatedApiKey> {
  return request('POST', '/api-keys', createdApiKeySchema, { body });
}

export function revokeApiKey(id: string): Promise<void> {
  return send('DELETE', pathOf('api-keys', id));
}
