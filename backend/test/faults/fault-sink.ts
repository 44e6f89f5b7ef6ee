import type { ServerResponse } from 'node:http';
import { sendJson, startSink, type SinkRequest } from '../support/sink.js';
import type { SinkEntry } from './history.js';
import type { Journal } from './journal.js';

interface Call {
  run: string;
  step: string;
  op: string;
  isFlaky: boolean;
}

/** The outside world of a fault test. */
export interface FaultSink {
  url: string;
  /** Calls of this step are not answered until it is opened again. */
  hold(step: string): void;
  /** How many calls are held. */
  held(): number;
  open(): void;
  /** Answers only after so long; milliseconds. */
  delay(ms: number): void;
  close(): Promise<void>;
}

/** Notes each call as it comes, before it is answered. It fails the first check of a flaky order and refuses `/refuse`. */
export async function startFaultSink(journal: Journal<SinkEntry>): Promise<FaultSink> {
  const failed = new Set<string>();
  let held: (() => void)[] = [];
  let heldStep: string | undefined;
  let delay = 0;

  const statusOf = ({ run, step, isFlaky }: Call): number => {
    if (step === 'refuse') return 422;
    if (step !== 'check' || !isFlaky || failed.has(run)) return 200;
    failed.add(run);
    return 503;
  };

  const answer = ({ body, headers }: SinkRequest, response: ServerResponse): void => {
    const call = JSON.parse(body) as Call;
    const { run, step, op } = call;
    const status = statusOf(call);
    const key = headers['idempotency-key'];
    journal.note({ at: Date.now(), run, step, op, status, key: typeof key === 'string' ? key : undefined });
    const send = () => sendJson(response, status, { step });
    if (step === heldStep) held.push(send);
    else if (delay > 0) setTimeout(send, delay);
    else send();
  };

  const { url, close } = await startSink(answer);
  return {
    url,
    close,
    hold: (step) => (heldStep = step),
    held: () => held.length,
    delay: (ms) => (delay = ms),
    open: () => {
      heldStep = undefined;
      for (const send of held) send();
      held = [];
    },
  };
}
