import type { GraphNode, Problem } from '../../contract/index.js';

/** Tells of a webhook that anybody may call. */
export function openWebhook({ id, type, params }: GraphNode, index: number): Problem | undefined {
  const { auth = 'none' } = params;
  if (type !== 'webhook' || auth !== 'none') return undefined;
  return {
    code: 'WEBHOOK_OPEN',
    severity: 'warning',
    nodeId: id,
    pointer: `/nodes/${index}/params/auth`,
    detail: 'Whoever knows the address can start this workflow.',
    hint: 'Choose an authentication, or give the path a part that nobody can guess.',
  };
}
