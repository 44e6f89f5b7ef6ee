import {
  keptPinPageSchema,
  keptPinSchema,
  listenerPageSchema,
  listenerSchema,
  triggerEventPageSchema,
  type KeptPin,
  type Listener,
  type Pin,
  type TriggerEvent,
} from '@eventloom/backend/contract';
import { pathOf, request, send } from '../../api/client';

export async function loadPins(workflowId: string): Promise<KeptPin[]> {
  return (await request('GET', pathOf('workflows', workflowId, 'pins'), keptPinPageSchema)).items;
}

/** @throws ApiError 413 `PIN_TOO_LARGE` */
export function keepPin(workflowId: string, nodeId: string, pin: Pin): Promise<KeptPin> {
  return request('PUT', pathOf('workflows', workflowId, 'pins', nodeId), keptPinSchema, { body: pin });
}

export function removePin(workflowId: string, nodeId: string): Promise<void> {
  return send('DELETE', pathOf('workflows', workflowId, 'pins', nodeId));
}

export async function loadListeners(workflowId: string): Promise<Listener[]> {
  return (await request('GET', pathOf('workflows', workflowId, 'listeners'), listenerPageSchema)).items;
}

/** @throws ApiError 422 for a trigger that hears nothing */
export function startListening(workflowId: string, nodeId: string): Promise<Listener> {
  return request('PUT', pathOf('workflows', workflowId, 'listeners', nodeId), listenerSchema);
}

export function stopListening(workflowId: string, nodeId: string): Promise<void> {
  return send('DELETE', pathOf('workflows', workflowId, 'listeners', nodeId));
}

/** The newest events that a trigger of the draft would have heard. */
export async function loadTriggerEvents(workflowId: string, nodeId: string): Promise<TriggerEvent[]> {
  const path = pathOf('workflows', workflowId, 'triggers', nodeId, 'events');
  return (await request('GET', path, triggerEventPageSchema)).items;
}
