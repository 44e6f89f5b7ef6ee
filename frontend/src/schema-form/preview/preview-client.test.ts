import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { evaluatePreview } from './evaluate-preview';
import type { Asked, Told } from './preview';
import { PreviewClient, type Port } from './preview-client';

let opened: LocalPort[] = [];

/** Evaluates here and now; what mentions `forever` never ends. */
class LocalPort implements Port {
  onmessage: Port['onmessage'] = null;
  isOver = false;
  scopes: unknown[] = [];

  constructor() {
    opened.push(this);
    queueMicrotask(() => this.tell({ type: 'ready' }));
  }

  postMessage(asked: Asked): void {
    if (asked.type === 'scope') {
      this.scopes.push(asked.scope);
      return;
    }
    this.tell({ type: 'began', id: asked.id });
    if (String(asked.value).includes('forever')) return;
    const scope = this.scopes.at(-1) as Record<string, unknown>;
    this.tell({ type: 'done', id: asked.id, preview: evaluatePreview(asked.value, scope) });
  }

  terminate(): void {
    this.isOver = true;
  }

  private tell(data: Told): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

const scope = { trigger: { n: 5 }, steps: {} };
const client = (): PreviewClient => new PreviewClient(() => new LocalPort());

describe('PreviewClient', () => {
  beforeEach(() => {
    opened = [];
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('sends the data once, and answers in order', async () => {
    const previews = client();
    const both = Promise.all([
      previews.evaluate('{{ trigger.n }}', scope),
      previews.evaluate('{{ trigger.n + 1 }}', scope),
    ]);
    expect(await both).toMatchObject([{ text: '5' }, { text: '6' }]);
    expect(opened[0]?.scopes).toEqual([{}, scope]);
  });

  it('ends a worker that does not answer, and goes on with another that knows the data', async () => {
    const previews = client();
    const stopped = previews.evaluate('{{ forever }}', scope);
    const next = previews.evaluate('{{ trigger.n }}', scope);
    await vi.advanceTimersByTimeAsync(199);
    expect(opened[0]?.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(5);
    expect(await stopped).toEqual({ status: 'stopped' });
    expect(await next).toMatchObject({ text: '5' });
    expect(opened.map((port) => port.isOver)).toEqual([true, false]);
  });
});
