import { changesSchema, type Change } from '@eventloom/backend/contract';
import { useSyncExternalStore } from 'react';
import { apiPath } from './client';

/** Which changes a listener wants; all of them if empty. */
export interface ChangeFilter {
  workflowId?: string;
  runId?: string;
}

/** `off` while nobody listens; `lost` between a break and the next connection. */
export type LiveState = 'off' | 'connecting' | 'live' | 'lost';

type Listener = (changes: Change[]) => void;

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 8000;

const subscriptions = new Map<Listener, ChangeFilter>();
const stateListeners = new Set<() => void>();
const reconnectListeners = new Set<() => void>();
let source: EventSource | undefined;
let state: LiveState = 'off';
let retry: ReturnType<typeof setTimeout> | undefined;
let retryMs = FIRST_RETRY_MS;
let missed = false;

/** Tells whether a change is one that a filter asks for. */
export function matchesFilter(change: Change, filter: ChangeFilter): boolean {
  const workflowId = change.type === 'run' ? change.run.workflowId : change.workflowId;
  if (filter.workflowId !== undefined && filter.workflowId !== workflowId) return false;
  if (filter.runId === undefined) return true;
  if (change.type === 'run') return change.run.id === filter.runId;
  return change.type === 'step' && change.runId === filter.runId;
}

/**
 * Listens to what changes on the server, in batches and in order. All listeners share one connection, which is opened
 * with the first and closed with the last. Answers the function that ends it.
 */
export function subscribeChanges(filter: ChangeFilter, listener: Listener): () => void {
  // A wrapper of its own lets one function listen twice.
  const own: Listener = (changes) => listener(changes);
  subscriptions.set(own, filter);
  if (!source && retry === undefined) connect();
  return () => {
    subscriptions.delete(own);
    if (subscriptions.size === 0) disconnect();
  };
}

/** Calls back when the connection is there again after a break: what was missed has to be fetched. */
export function onReconnected(listener: () => void): () => void {
  reconnectListeners.add(listener);
  return () => reconnectListeners.delete(listener);
}

/** The state of the live connection, for its dot. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watchState, () => state);
}

function watchState(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

function setState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of stateListeners) listener();
}

function connect(): void {
  retry = undefined;
  source = new EventSource(apiPath('/stream'));
  setState(missed ? 'lost' : 'connecting');
  source.addEventListener('open', opened);
  source.addEventListener('error', broke);
  source.addEventListener('changes', received);
}

function opened(): void {
  retryMs = FIRST_RETRY_MS;
  setState('live');
  if (!missed) return;
  missed = false;
  for (const listener of reconnectListeners) listener();
}

/** The browser's own reconnecting gives up on any HTTP error, so we do it ourselves. */
function broke(): void {
  source?.close();
  source = undefined;
  missed = true;
  setState('lost');
  retry = setTimeout(connect, retryMs);
  retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
}

function received(message: MessageEvent<string>): void {
  const changes = changesSchema.safeParse(JSON.parse(message.data));
  if (!changes.success) return;
  for (const [listener, filter] of subscriptions) {
    const wanted = changes.data.filter((change) => matchesFilter(change, filter));
    if (wanted.length > 0) listener(wanted);
  }
}

function disconnect(): void {
  clearTimeout(retry);
  retry = undefined;
  source?.close();
  source = undefined;
  missed = false;
  retryMs = FIRST_RETRY_MS;
  setState('off');
}
