import { workflowQuery } from '../api/queries';
import { send } from '../api/client';
import { updateWorkflow } from '../api/mutations';
import type { QueryClient } from '@tanstack/react-query';
import type { SavePort } from './document/autosave';

export function unpublishWorkflow(id: string): Promise<void> {
  return send('POST', `/workflows/${encodeURIComponent(id)}/unpublish`);
}

/** Saves over the API; the other pages are given what the server answered. */
export function savePort(id: string, queries: QueryClient): SavePort {
  const { queryKey } = workflowQuery(id);
  return {
    save: async (baseRevision, { name, graph }, { keepalive }) => {
      // An empty name is refused by the server; the name of before stands until there is one.
      const named = name.trim() === '' ? {} : { name: name.trim() };
      const saved = await updateWorkflow(id, { baseRevision, ...named, graph }, { keepalive });
      queries.setQueryData(queryKey, saved);
      return saved;
    },
    load: () => queries.fetchQuery({ ...workflowQuery(id), staleTime: 0 }),
  };
}
