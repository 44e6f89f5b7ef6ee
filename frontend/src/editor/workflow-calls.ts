import { workflowQuery } from '../api/queries';
import { workflowSchema, type Workflow } from '@eventloom/backend/contract';
import { request, send } from '../api/client';
import { updateWorkflow } from '../api/mutations';
import type { QueryClient } from '@tanstack/react-query';
import type { SavePort } from './document/autosave';

export function unpublishWorkflow(id: string): Promise<void> {
  return send('POST', `/workflows/${encodeURIComponent(id)}/unpublish`);
}

/** Holds what would start the workflow, or lets it go again. */
export function setPaused(id: string, isPaused: boolean): Promise<Workflow> {
  const action = isPaused ? 'pause' : 'resume';
  return request('POST', `/workflows/${encodeURIComponent(id)}/${action}`, workflowSchema);
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
