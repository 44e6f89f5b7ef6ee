import type { MapNode } from '@eventloom/backend/contract';
import { CalendarClock, Globe, Waypoints, Webhook, Workflow, type LucideIcon } from 'lucide-react';
import { isWorkflow } from './one-card-each';

/** The kind of step whose shape and colour a node has: what begins something, a topic, or what does something. */
export function roleOf(node: MapNode): 'trigger' | 'topic' | 'action' {
  if (node.kind === 'topic') return 'topic';
  return isWorkflow(node) ? 'action' : 'trigger';
}

/** The picture of what a node is. */
export function NodeIcon({ node, size = 15 }: { node: MapNode; size?: number }) {
  const Icon = iconOf(node);
  return <Icon size={size} aria-hidden />;
}

function iconOf(node: MapNode): LucideIcon {
  if (node.kind === 'topic') return Waypoints;
  if (isWorkflow(node)) return Workflow;
  if (node.nodeType === 'webhook') return Webhook;
  return node.nodeType === 'schedule' ? CalendarClock : Globe;
}
