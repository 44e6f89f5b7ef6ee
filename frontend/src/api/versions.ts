import {
  checkpointPageSchema,
  checkpointSchema,
  workflowSchema,
  workflowVersionPageSchema,
  workflowVersionSchema,
  type Checkpoint,
  type Graph,
  type WorkflowSettings,
  type WorkflowVersion,
} from '@eventloom/backend/contract';
import { queryOptions } from '@tanstack/react-query';
import { pathOf, request, send } from './client';

/** The keys under which answers about what was kept of workflows are kept. */
export const versionKeys = {
  of: (workflowId: string) => ['versions', workflowId],
  list: (workflowId: string) => ['versions', workflowId, 'list'],
  checkpoints: (workflowId: string) => ['versions', workflowId, 'checkpoints'],
  draft: (workflowId: string) => ['versions', workflowId, 'draft'],
  one: (workflowId: string, kept: number | string) => ['kept-state', workflowId, kept],
} as const;

export const versionsQuery = (workflowId: string) =>
  queryOptions({
    queryKey: versionKeys.list(workflowId),
    queryFn: ({ signal }) =>
      request('GET', pathOf('workflows', workflowId, 'versions'), workflowVersionPageSchema, { signal }),
  });

export const checkpointsQuery = (workflowId: string) =>
  queryOptions({
    queryKey: versionKeys.checkpoints(workflowId),
    queryFn: ({ signal }) =>
      request('GET', pathOf('workflows', workflowId, 'checkpoints'), checkpointPageSchema, {
        query: { limit: 200 },
        signal,
      }),
  });

/** What a workflow was or is at some point. */
export interface KeptState {
  graph: Graph;
  settings: WorkflowSettings;
}

/**
 * A state of a workflow: the `draft`, a version by its number, or a checkpoint by its id. What a version or a checkpoint
 * holds never changes.
 */
export const stateQuery = (workflowId: string, kept: number | string) =>
  queryOptions({
    queryKey: kept === 'draft' ? versionKeys.draft(workflowId) : versionKeys.one(workflowId, kept),
    queryFn: ({ signal }): Promise<KeptState> => {
      const own = ['workflows', workflowId];
      if (kept === 'draft') return request('GET', pathOf(...own), workflowSchema, { signal });
      if (typeof kept === 'number')
        return request('GET', pathOf(...own, 'versions', String(kept)), workflowVersionSchema, { signal });
      return request('GET', pathOf(...own, 'checkpoints', kept), checkpointSchema, { signal });
    },
    staleTime: kept === 'draft' ? 0 : Infinity,
  });

/** Keeps the draft, as it is saved, under a name. */
export function createCheckpoint(workflowId: string, name: string): Promise<Checkpoint> {
  return request('POST', pathOf('workflows', workflowId, 'checkpoints'), checkpointSchema, { body: { name } });
}

export function deleteCheckpoint(workflowId: string, id: string): Promise<void> {
  return send('DELETE', pathOf('workflows', workflowId, 'checkpoints', id));
}

/** Says something about a version. */
export function noteVersion(workflowId: string, version: number, note: string): Promise<WorkflowVersion> {
  const path = pathOf('workflows', workflowId, 'versions', String(version));
  return request('PATCH', path, workflowVersionSchema, { body: { note } });
}
