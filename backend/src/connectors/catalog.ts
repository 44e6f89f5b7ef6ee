import type { NodeManifest } from '../contract/index.js';
import { code } from './code.node.js';
import type { NodeType, TriggerNode } from './define-node.js';
import { event } from './event.node.js';
import { httpRequest } from './http-request.node.js';
import { ifNode } from './if.node.js';
import { manual } from './manual.node.js';
import { toManifest } from './manifest.js';
import { publish } from './publish.node.js';
import { schedule } from './schedule.node.js';
import { set } from './set.node.js';
import { webhook } from './webhook.node.js';

/** Every node type, in the order of the palette. */
const ALL = [
  webhook,
  schedule,
  manual,
  event,
  publish,
  ifNode,
  set,
  code,
  httpRequest,
] as unknown as NodeType<unknown>[];

export const nodeTypes: ReadonlyMap<string, NodeType<unknown>> = new Map(ALL.map((node) => [node.type, node]));

export const manifests: ReadonlyMap<string, NodeManifest> = new Map(ALL.map((node) => [node.type, toManifest(node)]));

/** The trigger of this type, if it is one. */
export function findTrigger(type: string): TriggerNode<unknown> | undefined {
  const node = nodeTypes.get(type);
  return node?.kind === 'trigger' ? node : undefined;
}
