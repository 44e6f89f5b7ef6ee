import type { GraphNode } from '@eventloom/backend/contract';

/** Where a webhook answers; nothing as long as it has no path. */
export function hookUrl(origin: string, node: Pick<GraphNode, 'params'>): string | undefined {
  const { path } = node.params;
  const trimmed = typeof path === 'string' ? path.replace(/^\/+|\/+$/g, '') : '';
  return trimmed === '' ? undefined : `${origin}/hooks/${trimmed}`;
}

/** A command for a POSIX shell that calls a webhook with its sample body. */
export function curlFor(url: string, node: Pick<GraphNode, 'params'>): string {
  const method = typeof node.params.method === 'string' && node.params.method !== 'ANY' ? node.params.method : 'POST';
  if (method === 'GET') return `curl ${quoted(url)}`;
  const body = quoted(JSON.stringify(node.params.sample ?? {}));
  return `curl -X ${method} ${quoted(url)} \\\n  -H 'content-type: application/json' \\\n  -d ${body}`;
}

/** Single quotes keep everything but themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
