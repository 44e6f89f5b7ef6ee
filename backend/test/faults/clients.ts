import { ORDER_HOOK, type Order } from './graphs.js';
import type { ClientEntry } from './history.js';
import type { Journal } from './journal.js';

/** A sender gives up on an order after so long; milliseconds. */
const PATIENCE_MS = 90_000;
const REQUEST_LIMIT_MS = 10_000;
const PAUSE_MS = 100;

export interface Orders {
  /** Where the API is. */
  url: string;
  sink: string;
  journal: Journal<ClientEntry>;
  /** The first part of their names, different for each batch. */
  name: string;
  count: number;
  /** So many senders at once. */
  senders: number;
  /** Holds a sender back before it sends its next order. */
  gate?: (index: number) => Promise<void>;
}

/** Sends orders as the senders of webhooks do: again and again under one key until they are accepted; some only once. */
export async function sendOrders(orders: Orders): Promise<void> {
  let next = 0;
  const send = async (): Promise<void> => {
    for (let index = next++; index < orders.count; index = next++) {
      await orders.gate?.(index);
      await sendOrder(orders, index);
    }
  };
  await Promise.all(Array.from({ length: orders.senders }, send));
}

async function sendOrder({ url, sink, journal, name }: Orders, index: number): Promise<void> {
  const order: Order = { op: `${name}-${index}`, sink, isFlaky: index % 8 === 3, isBad: index % 10 === 5 };
  const isImpatient = index % 20 === 7;
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    journal.note({ at: Date.now(), op: order.op, type: 'invoke' });
    const entry = await ask(url, order);
    journal.note({ at: Date.now(), op: order.op, ...entry });
    if (entry.type !== 'unknown' || isImpatient) return;
    if (Date.now() > deadline) throw new Error(`${order.op} was not accepted: ${entry.reason}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

type Outcome = { type: 'ok'; eventId: string } | { type: 'fail'; status: number } | { type: 'unknown'; reason: string };

async function ask(url: string, order: Order): Promise<Outcome> {
  try {
    const answer = await fetch(`${url}/hooks/${ORDER_HOOK}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': order.op },
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    const body = (await answer.json()) as { eventId: string };
    if (answer.ok) return { type: 'ok', eventId: body.eventId };
    // A server that fails may have failed after its commit.
    return answer.status < 500
      ? { type: 'fail', status: answer.status }
      : { type: 'unknown', reason: String(answer.status) };
  } catch (error) {
    return { type: 'unknown', reason: String(error) };
  }
}
