import { ERROR_PORT, type Graph, type GraphNode, type Problem } from '@eventloom/backend/contract';
import { changeSettings, setParam } from '../model/change-steps';

/** What a press on a problem's button does: an edit, a step that is asked for, or a page that is opened. */
export type QuickFix =
  | { label: string; do: 'edit'; edit: (graph: Graph) => Graph }
  | { label: string; do: 'add-after'; port: string; edit: (graph: Graph) => Graph }
  | { label: string; do: 'open-topic'; topic: string };

/** The key of a step, which is the same for each of its attempts. */
const RETRY_KEY = '{{ run.idempotencyKey }}';
const KEY_HEADER = 'Idempotency-Key';

/** The obvious way out of a problem, where there is one. */
export function quickFixOf({ code }: Problem, node: GraphNode | undefined): QuickFix | undefined {
  if (!node) return undefined;
  if (code === 'RETRY_UNSAFE')
    return { label: 'Add retry key', do: 'edit', edit: (graph) => setParam(graph, node.id, 'headers', withKey(node)) };
  if (code === 'ERROR_PATH_MISSING')
    return {
      label: 'Add error path',
      do: 'add-after',
      port: ERROR_PORT,
      edit: (graph) => changeSettings(graph, node.id, { onError: 'branch' }),
    };
  const { type: topic } = node.params;
  if ((code === 'TOPIC_UNHEARD' || code === 'EVENT_CIRCLE') && typeof topic === 'string')
    return { label: 'Open topic', do: 'open-topic', topic };
  return undefined;
}

function withKey({ params: { headers } }: GraphNode) {
  const given = typeof headers === 'object' && headers !== null && !Array.isArray(headers) ? headers : {};
  const others = Object.entries(given).filter(([name]) => name.toLowerCase() !== KEY_HEADER.toLowerCase());
  return Object.fromEntries([...others, [KEY_HEADER, RETRY_KEY]]);
}
