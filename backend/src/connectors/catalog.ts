import type { NodeManifest } from '../contract/index.js';
import { approval } from './approval.node.js';
import { cloudeventsSend } from './cloudevents-send.node.js';
import { code } from './code.node.js';
import type { NodeType, TriggerNode } from './define-node.js';
import { delay } from './delay.node.js';
import { event } from './event.node.js';
import { fail } from './fail.node.js';
import { forEach } from './for-each.node.js';
import { httpRequest } from './http-request.node.js';
import { ifNode } from './if.node.js';
import { keyValue } from './key-value.node.js';
import { manual } from './manual.node.js';
import { toManifest } from './manifest.js';
import { merge } from './merge.node.js';
import { publish } from './publish.node.js';
import { respond } from './respond.node.js';
import { schedule } from './schedule.node.js';
import { set } from './set.node.js';
import { subWorkflow } from './sub-workflow.node.js';
import { switchNode } from './switch.node.js';
import { waitForEvent } from './wait-for-event.node.js';
import { webhook } from './webhook.node.js';

/** Every node type, in the order of the palette. */
const ALL = [
  webhook,
  schedule,
  manual,
  event,
  publish,
  waitForEvent,
  ifNode,
  switchNode,
  forEach,
  merge,
  set,
  delay,
  subWorkflow,
  fail,
  approval,
  code,
  httpRequest,
  cloudeventsSend,
  respond,
  keyValue,
] as unknown as NodeType<unknown>[];

export const nodeTypes: ReadonlyMap<string, NodeType<unknown>> = new Map(ALL.map((node) => [node.type, node]));

export const manifests: ReadonlyMap<string, NodeManifest> = new Map(ALL.map((node) => [node.type, toManifest(node)]));

/** The trigger of this type, if it is one. */
export function findTrigger(type: string): TriggerNode<unknown> | undefined {
  const node = nodeTypes.get(type);
  return node?.kind === 'trigger' ? node : undefined;
}
