import { changesSchema, type Change } from '../../src/contract/index.js';
import type { TestApp } from './app.js';

export interface Stream {
  changes: Change[];
  close(): void;
}

/** Reads server-sent events named `changes`. @param query such as `?workflowId=...` */
export async function openStream(app: TestApp, query = ''): Promise<Stream> {
  const abort = new AbortController();
  const answer = await fetch(`${app.url}/api/v1/stream${query}`, {
    headers: { authorization: `Bearer ${app.apiKey}` },
    signal: abort.signal,
  });
  if (answer.headers.get('content-type') !== 'text/event-stream') throw new Error(`no stream: ${answer.status}`);
  const changes: Change[] = [];
  void read(answer, changes).catch(() => undefined);
  return { changes, close: () => abort.abort() };
}

async function read(answer: Response, into: Change[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^event: changes\ndata: (.*)$/m.exec(event)?.[1];
      if (data !== undefined) into.push(...changesSchema.parse(JSON.parse(data)));
    }
  }
}
