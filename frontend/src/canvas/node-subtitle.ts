import type { GraphNode, NodeManifest } from '@eventloom/backend/contract';

/** The line beneath a step's name: what it does to what, where that can be said in a few words, else its type. */
export function subtitleOf(node: GraphNode, manifest: NodeManifest | undefined): string {
  if (!manifest) return `Unknown type “${node.type}”`;
  const text = (name: string): string => {
    const value = node.params[name];
    return typeof value === 'string' ? value : '';
  };
  const said = summaryOf(node.type, text);
  if (said) return said;
  if (node.label !== undefined && node.label !== manifest.title) return manifest.title;
  return manifest.group === manifest.title ? '' : manifest.group;
}

function summaryOf(type: string, text: (name: string) => string): string {
  switch (type) {
    case 'webhook':
      return text('path') && `${text('method') || 'POST'} /hooks/${text('path').replace(/^\//, '')}`;
    case 'schedule':
      return text('cron');
    case 'event':
      return text('type') && `on ${text('type')}`;
    case 'publish':
      return text('type') && `to ${text('type')}`;
    case 'http-request':
      return text('url') && `${text('method') || 'GET'} ${text('url').replace(/^https?:\/\//, '')}`;
    default:
      return '';
  }
}
