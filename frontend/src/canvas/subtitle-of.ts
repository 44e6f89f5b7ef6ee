import type { GraphNode, NodeManifest } from '@eventloom/backend/contract';
import { formatCount, formatDuration } from '../ui/format';

type Params = GraphNode['params'];

/** The line beneath a step's name: what it does to what, where that can be said in a few words, else its type. */
export function subtitleOf(node: GraphNode, manifest: NodeManifest | undefined): string {
  if (!manifest) return `Unknown type “${node.type}”`;
  const said = SUMMARIES[node.type]?.(node.params);
  if (said) return said;
  if (node.label !== undefined && node.label !== manifest.title) return manifest.title;
  return manifest.group === manifest.title ? '' : manifest.group;
}

/** Each says nothing as long as what it would tell is not set. */
const SUMMARIES: Record<string, (params: Params) => string> = {
  webhook: (params) => after(`${text(params.method) || 'POST'} /hooks/`, text(params.path).replace(/^\//, '')),
  event: (params) => after('on ', text(params.type)),
  schedule: ({ cron, everyMs }) => after('every ', duration(everyMs)) || text(cron),
  publish: (params) => after('to ', text(params.type)),
  'cloudevents-send': (params) => text(params.url).replace(/^https?:\/\//, ''),
  'http-request': (params) => after(`${text(params.method) || 'GET'} `, text(params.url).replace(/^https?:\/\//, '')),
  switch: ({ rules }) => (Array.isArray(rules) && rules.length > 0 ? formatCount(rules.length, 'rule') : ''),
  'for-each': (params) => after('over ', text(params.items)),
  merge: ({ mode }) => (mode === 'any' ? 'goes on with the first' : 'waits for all'),
  delay: ({ ms, until }) => duration(ms) || after('until ', text(until)),
  'wait-for-event': (params) => after('for ', text(params.type)),
  approval: (params) => text(params.message),
  respond: ({ status }) => (typeof status === 'number' ? `answers ${status}` : after('answers ', text(status))),
  fail: (params) => text(params.message),
  'key-value': (params) => [text(params.operation), text(params.key)].filter(Boolean).join(' '),
};

/** A text on one line; of an expression alone, what stands between its braces. */
function text(value: Params[string] | undefined): string {
  if (typeof value !== 'string') return '';
  return (/^\{\{([^{}]*)\}\}$/.exec(value.trim())?.[1] ?? value).trim().split('\n', 1)[0] ?? '';
}

function duration(value: Params[string] | undefined): string {
  return typeof value === 'number' ? formatDuration(value) : text(value);
}

function after(word: string, said: string): string {
  return said && `${word}${said}`;
}
