import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { eventQuery } from '../../api/events';
import { runQuery, useRuns, type ShownRun } from '../../api/queries';
import { topicQuery } from '../../api/topics';
import type { ExpressionData } from '../../schema-form/expressions/expression-data';
import { shortenData } from '../../schema-form/expressions/shorten-data';
import { formatRelative } from '../../ui/format';
import { shortId } from '../../ui/run-words';
import { useNow } from '../../ui/use-now';
import { isSettled } from '../run/run-session';
import { useDocument, useEditor, useRunState } from '../use-editor';
import { loopNames, scopeOfRun, scopeOfSample, type ScopeData } from './build-scope';
import { chooseRun } from './choose-run';
import { sampleOfSchema } from './sample-of-schema';
import { sampleOutput } from './sample-trigger';
import { stepsBefore } from './upstream';

/** So many of the newest runs are looked through for one that a step had a part in. */
const RUNS = 20;

/** The data of the last run that a step had a part in; before there is one, that of its trigger's sample. */
export function useStepData(nodeId: string): ExpressionData {
  const { session, manifests } = useEditor();
  const graph = useDocument((snapshot) => snapshot.graph);
  const vars = useDocument((snapshot) => snapshot.settings.vars);
  const name = useDocument((snapshot) => snapshot.name);
  const run = useLastRun(graph, nodeId);
  const event = useQuery({ ...eventQuery(run?.eventId ?? ''), enabled: run !== undefined }).data?.event;
  const sample = useSample(graph, nodeId, run === undefined);
  const known = useMemo((): ScopeData | undefined => {
    if (run) return scopeOfRun(graph, nodeId, run, event);
    return sample && scopeOfSample(graph, nodeId, sample.trigger, sample.output);
  }, [graph, nodeId, run, event, sample]);
  const scope = useMemo(() => {
    const constant = { vars: vars ?? {}, workflow: { id: session.workflowId, name } };
    return shortenData({ ...constant, ...known });
  }, [known, vars, name, session]);
  const upstream = useMemo(
    () =>
      stepsBefore(graph, nodeId).map((node) => ({
        id: node.id,
        label: node.label ?? manifests.get(node.type)?.title ?? node.type,
      })),
    [graph, nodeId, manifests],
  );
  const isPart = scope.isShortened || run?.steps.some(({ outputPreview }) => outputPreview !== undefined);
  const origin = `${useOrigin(run, sample)}${isPart ? ', shortened' : ''}`;
  return useMemo(
    () => ({ scope: scope.value, names: ['trigger', 'event', 'input', ...loopNames(graph, nodeId)], upstream, origin }),
    [scope, graph, nodeId, upstream, origin],
  );
}

/** What was started from here counts as soon as it is over; the list of runs follows it. */
function useLastRun(graph: Graph, nodeId: string): ShownRun | undefined {
  const { session } = useEditor();
  const list = useRuns({ workflowId: session.workflowId }, RUNS);
  const hasEnded = useRunState(({ session: seen }) => seen !== undefined && isSettled(seen));
  const { refetch } = list;
  useEffect(() => {
    if (hasEnded) void refetch();
  }, [hasEnded, refetch]);
  const summary = useMemo(() => chooseRun(list.data?.pages[0]?.items ?? [], graph, nodeId), [list.data, graph, nodeId]);
  const id = summary?.id ?? '';
  const { data, refetch: refetchRun } = useQuery({ ...runQuery(id), enabled: id !== '' });
  const status = summary?.status;
  useEffect(() => {
    if (data && status !== undefined && data.status !== status) void refetchRun();
  }, [data, status, refetchRun]);
  return data;
}

interface Sample {
  trigger: GraphNode;
  output: unknown;
  origin: 'sample' | 'generated from the schema';
}

/** What the nearest trigger would give, if it has a sample or its topic a schema: before the first run there is nothing else. */
function useSample(graph: Graph, nodeId: string, isWanted: boolean): Sample | undefined {
  const triggers = useMemo(() => {
    const own = graph.nodes.filter((node) => node.id === nodeId);
    return [...own, ...stepsBefore(graph, nodeId)].filter(({ type }) => SAMPLED.has(type));
  }, [graph, nodeId]);
  const listener = triggers.find((node) => node.type === 'event' && isTopic(node.params.type));
  const topic = useQuery({
    ...topicQuery(String(listener?.params.type ?? '')),
    enabled: isWanted && listener !== undefined,
  });
  const schema = topic.data?.schema;
  return useMemo(() => {
    const trigger = triggers.find((node) => sampleOutput(node) !== undefined);
    if (trigger) return { trigger, output: sampleOutput(trigger), origin: 'sample' };
    if (!listener || schema == null) return undefined;
    return { trigger: listener, output: sampleOfSchema(schema), origin: 'generated from the schema' };
  }, [triggers, listener, schema]);
}

const SAMPLED: ReadonlySet<string> = new Set(['webhook', 'schedule', 'manual', 'event']);

function isTopic(type: unknown): boolean {
  return typeof type === 'string' && type !== '' && !/[*>{]/.test(type);
}

function useOrigin(run: ShownRun | undefined, sample: Sample | undefined): string {
  const now = useNow(10_000);
  if (!run) return sample?.origin ?? '';
  const time = run.startedAt ?? run.createdAt;
  return `from run ${shortId(run.id)}, ${formatRelative(time, Math.max(now, Date.parse(time)))}`;
}
