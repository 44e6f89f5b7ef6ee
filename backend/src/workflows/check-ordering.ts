import type { Graph, GraphNode, Problem, WorkflowSettings } from '../contract/index.js';
import { bindOrdering } from '../broker/ordering/ordering.js';
import { findTrigger } from '../connectors/catalog.js';

/** What is wrong with ordering keys besides their expressions: those that do not fit the settings, and those that are no key. */
export function checkOrdering({ nodes }: Graph, { debounce, batch }: WorkflowSettings): Problem[] {
  return nodes.flatMap((node, index): Problem[] => {
    const key = keyOf(node);
    if (key === undefined) return [];
    const place = { nodeId: node.id, pointer: `/nodes/${index}/params/orderingKey` };
    if (debounce || batch) {
      const detail = 'Events that are debounced or gathered into batches cannot be worked off one after the other.';
      return [{ code: 'PARAM_INVALID', severity: 'error', ...place, detail }];
    }
    if (!bindOrdering({ key, onDeadLetter: 'block' }).compiledKey.constant) return [];
    const detail =
      'The ordering key holds no expression, so all events follow one another. Write {{ trigger... }} or {{ event... }}.';
    return [{ code: 'PARAM_INVALID', severity: 'warning', ...place, detail }];
  });
}

function keyOf({ type, params, disabled }: GraphNode): string | undefined {
  const { orderingKey } = params;
  if (disabled || !findTrigger(type) || typeof orderingKey !== 'string') return undefined;
  return orderingKey === '' ? undefined : orderingKey;
}
