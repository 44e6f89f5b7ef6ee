import type { GraphNode } from '@eventloom/backend/contract';
import { rewriteExpressions, rewriteSource, type NameUse } from './scope-names';

type Json = GraphNode['params'][string];
type Rewrite = (use: NameUse) => string | undefined;

/** The names of its scope that a step reads in its parameters. */
export function readBy(node: GraphNode): NameUse[] {
  const uses: NameUse[] = [];
  rewriteParams(node, (use) => {
    uses.push(use);
    return undefined;
  });
  return uses;
}

/** Rewrites the names that a step reads; `undefined` leaves one as it is. */
export function rewriteParams(node: GraphNode, rewrite: Rewrite): GraphNode {
  const change = node.type === 'code' ? rewriteSource : rewriteExpressions;
  return { ...node, params: mapTexts(node.params, (text) => change(text, rewrite)) as GraphNode['params'] };
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
