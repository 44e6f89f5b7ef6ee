import type { GraphNode } from '@eventloom/backend/contract';

/** What a trigger would put out with its sample; undefined for one that has none. */
export function sampleOutput({ type, params }: Pick<GraphNode, 'type' | 'params'>): unknown {
  switch (type) {
    case 'webhook':
      return webhookOutput(params);
    case 'schedule':
      return { dueAt: new Date().toISOString() };
    default:
      return params.sample;
  }
}

function webhookOutput({ path, method, sample }: GraphNode['params']): unknown {
  if (sample === undefined) return undefined;
  const address = typeof path === 'string' ? path.replace(/^\/+|\/+$/g, '') : '';
  return {
    method: typeof method === 'string' && method !== 'ANY' ? method : 'POST',
    ...{ path: `/hooks/${address}`, headers: {}, query: {}, params: {}, body: sample },
  };
}
