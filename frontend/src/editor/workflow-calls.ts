import {
  pastEventsSchema,
  publishedSchema,
  workflowSchema,
  workflowVersionSchema,
  type Graph,
  type PastEvents,
  type PublishWorkflow,
  type StartFrom,
  type Workflow,
} from '@eventloom/backend/contract';
import type { QueryClient } from '@tanstack/react-query';
import { pathOf, request, send } from '../api/client';
import { updateWorkflow } from '../api/mutations';
import { workflowQuery } from '../api/queries';
import type { SavePort } from './document/autosave';

/**
 * Publishes the draft; answers the version and, if it is fed events of the past, the job that does so.
 * @throws ApiError 422 with `problems` if the draft has errors.
 */
export function publishWorkflow(id: string, body: Partial<PublishWorkflow>) {
  return request('POST', pathOf('workflows', id, 'publish'), publishedSchema, { body });
}

export function unpublishWorkflow(id: string): Promise<void> {
  return send('POST', pathOf('workflows', id, 'unpublish'));
}

/** The graph of a version that was published. */
export async function versionGraph(id: string, version: number): Promise<Graph> {
  return (await request('GET', pathOf('workflows', id, 'versions', String(version)), workflowVersionSchema)).graph;
}

/** What the draft would be fed from the past; changes nothing. */
export function findPastEvents(id: string, startFrom: StartFrom, signal?: AbortSignal): Promise<PastEvents> {
  return request('POST', pathOf('workflows', id, 'past-events'), pastEventsSchema, { body: { startFrom }, signal });
}

/** Holds what would start the workflow, or lets it go again. */
export function setPaused(id: string, isPaused: boolean): Promise<Workflow> {
  const action = isPaused ? 'pause' : 'resume';
  return request('POST', pathOf('workflows', id, action), workflowSchema);
}

/** Saves over the API; the other pages are given what the server answered. */
export function savePort(id: string, queries: QueryClient): SavePort {
  const { queryKey } = workflowQuery(id);
  return {
    save: async (baseRevision, { name, graph, settings }, { keepalive }) => {
      // An empty name is refused by the server; the name of before stands until there is one.
      const named = name.trim() === '' ? {} : { name: name.trim() };
      const saved = await updateWorkflow(id, { baseRevision, ...named, graph, settings }, { keepalive });
      queries.setQueryData(queryKey, saved);
      return saved;
    },
    load: () => queries.fetchQuery({ ...workflowQuery(id), staleTime: 0 }),
  };
}
