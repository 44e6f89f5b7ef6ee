import {
  apiKeySchema,
  expressionHelpListSchema,
  nodeManifestListSchema,
  pageSchema,
  runPageSchema,
  runSchema,
  schedulePageSchema,
  schedulePreviewSchema,
  sessionSchema,
  setupStateSchema,
  stepSchema,
  templatePageSchema,
  workflowPageSchema,
  workflowSchema,
  type BulkRuns,
  type NodeManifest,
  type WorkflowStatus,
} from '@eventloom/backend/contract';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client';

export interface WorkflowFilter {
  q?: string;
  status?: WorkflowStatus;
}

/** What the list of runs is narrowed by; `status` may be several with commas between them. */
export type RunFilter = Omit<BulkRuns['filter'], 'ids'>;

/** The parameters that tell when a schedule fires, as they are being typed. */
export interface ScheduleTimes {
  cron: string;
  timezone: string;
}

/** The keys under which answers are kept; a prefix invalidates all that start with it. */
export const keys = {
  session: ['session'],
  setup: ['setup'],
  nodeTypes: ['node-types'],
  expressionHelp: ['expression-help'],
  templates: ['templates'],
  apiKeys: ['api-keys'],
  workflows: ['workflows'],
  workflowList: (filter: WorkflowFilter) => ['workflows', filter],
  workflow: (id: string) => ['workflow', id],
  schedules: ['schedules'],
  schedulePreview: (schedule: ScheduleTimes) => ['schedule-preview', schedule],
  workflowName: (id: string) => ['workflow-name', id],
  runs: ['runs'],
  runList: (filter: RunFilter) => ['runs', filter],
  run: (id: string) => ['run', id],
} as const;

/** A step as the page needs it: its data stays as it came, since checking megabytes of JSON takes longer than showing it. */
const shownStepSchema = stepSchema.extend({ input: z.unknown().optional(), output: z.unknown().optional() });
export const shownRunSchema = runSchema.extend({ steps: z.array(shownStepSchema) });
export type ShownStep = z.infer<typeof shownStepSchema>;
export type ShownRun = z.infer<typeof shownRunSchema>;

export const setupQuery = queryOptions({
  queryKey: keys.setup,
  queryFn: ({ signal }) => request('GET', '/setup', setupStateSchema, { signal }),
});

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => request('GET', '/session', sessionSchema, { signal }),
  staleTime: 60_000,
});

/** Node types change with the server's version only. */
export const nodeTypesQuery = queryOptions({
  queryKey: keys.nodeTypes,
  queryFn: ({ signal }) => request('GET', '/node-types', nodeManifestListSchema, { signal }),
  staleTime: Infinity,
});

/** What expressions can name and call; changes with the server's version only. */
const expressionHelpQuery = queryOptions({
  queryKey: keys.expressionHelp,
  queryFn: ({ signal }) => request('GET', '/expression-helpers', expressionHelpListSchema, { signal }),
  staleTime: Infinity,
});

export const templatesQuery = queryOptions({
  queryKey: keys.templates,
  queryFn: ({ signal }) => request('GET', '/templates', templatePageSchema, { signal }),
  staleTime: Infinity,
});

export const apiKeysQuery = queryOptions({
  queryKey: keys.apiKeys,
  queryFn: ({ signal }) => request('GET', '/api-keys', pageSchema(apiKeySchema), { query: { limit: 200 }, signal }),
});

/** They fire by themselves, so the answer grows old by itself. */
export const schedulesQuery = queryOptions({
  queryKey: keys.schedules,
  queryFn: ({ signal }) => request('GET', '/schedules', schedulePageSchema, { query: { limit: 200 }, signal }),
  refetchInterval: 5000,
});

export const schedulePreviewQuery = (schedule: ScheduleTimes) =>
  queryOptions({
    queryKey: keys.schedulePreview(schedule),
    queryFn: ({ signal }) => request('POST', '/schedules/preview', schedulePreviewSchema, { body: schedule, signal }),
    enabled: schedule.cron !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });

export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: keys.workflow(id),
    queryFn: ({ signal }) => request('GET', `/workflows/${encodeURIComponent(id)}`, workflowSchema, { signal }),
  });

export const workflowListQuery = (filter: WorkflowFilter) =>
  infiniteQueryOptions({
    queryKey: keys.workflowList(filter),
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/workflows', workflowPageSchema, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** The name of a workflow that is spoken of elsewhere; `undefined` if there is none by this id. */
const workflowNameQuery = (id: string) =>
  queryOptions({
    queryKey: keys.workflowName(id),
    queryFn: async ({ signal }) =>
      (await request('GET', `/workflows/${encodeURIComponent(id)}`, namedSchema, { signal })).name,
    staleTime: 60_000,
    retry: false,
  });
const namedSchema = z.object({ name: z.string() });

export const runListQuery = (filter: RunFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...keys.runList(filter), limit],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/runs', runPageSchema, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: keys.run(id),
    queryFn: ({ signal }) => request('GET', `/runs/${encodeURIComponent(id)}`, shownRunSchema, { signal }),
    structuralSharing: false,
  });

export const useWorkflowName = (id: string | undefined) =>
  useQuery({ ...workflowNameQuery(id ?? ''), enabled: id !== undefined }).data;
export const useSession = () => useQuery(sessionQuery);
export const useTemplates = () => useQuery(templatesQuery);
export const useExpressionHelp = () => useQuery(expressionHelpQuery);
export const useApiKeys = () => useQuery(apiKeysQuery);
export const useSchedules = () => useQuery(schedulesQuery);
export const useSchedulePreview = (schedule: ScheduleTimes) => useQuery(schedulePreviewQuery(schedule));
export const useWorkflows = (filter: WorkflowFilter = {}) => useInfiniteQuery(workflowListQuery(filter));
export const useRuns = (filter: RunFilter, limit?: number) => useInfiniteQuery(runListQuery(filter, limit));

/** The node types by name; empty until they have loaded. */
export function useNodeTypes(): ReadonlyMap<string, NodeManifest> {
  const { data } = useQuery({ ...nodeTypesQuery, select: byType });
  return data ?? NO_TYPES;
}

const NO_TYPES: ReadonlyMap<string, NodeManifest> = new Map();

function byType(list: { items: NodeManifest[] }): ReadonlyMap<string, NodeManifest> {
  return new Map(list.items.map((manifest) => [manifest.type, manifest]));
}
