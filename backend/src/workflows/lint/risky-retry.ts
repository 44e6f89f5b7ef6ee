import { nodeTypes } from '../../connectors/catalog.js';
import type { GraphNode, Problem } from '../../contract/index.js';

/** Tells of a step that is tried again although a second attempt may do its work twice. */
export function riskyRetry({ id, type, params, retry }: GraphNode, index: number): Problem | undefined {
  const nodeType = nodeTypes.get(type);
  if (!retry || retry.attempts < 2 || !nodeType || nodeType.kind === 'trigger') return undefined;
  const risk = nodeType.repeatRisk?.(params);
  if (risk === undefined) return undefined;
  return {
    code: 'RETRY_UNSAFE',
    severity: 'warning',
    nodeId: id,
    pointer: `/nodes/${index}/params/headers`,
    detail: risk,
    hint: 'Send {{ run.idempotencyKey }}, which is the same for every attempt of a step, or don’t try again.',
  };
}
