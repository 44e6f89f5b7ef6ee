import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Scope } from '../scope.js';
import { CodeSandbox } from './code-sandbox.js';

const MEGABYTE = 1024 * 1024;
/** A search that QuickJS does in one go: only the end of the thread ends it. */
const DEAF = 'return "a".repeat(1e6).indexOf("a".repeat(5e5) + "b")';
const scope = { input: 1, run: { id: 'r', attempt: 2, idempotencyKey: 'r:code:0' } } as Scope;

// Starting threads takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const opened: CodeSandbox[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function open(threads = 1): CodeSandbox {
  const one = new CodeSandbox({ threads, memoryBytes: 32 * MEGABYTE });
  opened.push(one);
  return one;
}

interface Options {
  timeoutMs?: number;
  memoryMb?: number;
  signal?: AbortSignal;
}

function run(sandbox: CodeSandbox, code: string, options: Options = {}): Promise<unknown> {
  return sandbox.run(code, scope, { timeoutMs: 5_000, signal: new AbortController().signal, ...options });
}

/** The threads there are, by identity. */
function threadsOf(sandbox: CodeSandbox): readonly object[] {
  return [...(sandbox as unknown as { threads: object[] }).threads];
}

describe('the threads of the sandbox', () => {
  it('are used again after an error of the code', async () => {
    const sandbox = open();
    await run(sandbox, 'return 1');
    const before = threadsOf(sandbox);
    await expect(run(sandbox, 'throw new Error("x")')).rejects.toMatchObject({ code: 'CODE_FAILED' });
    await expect(run(sandbox, 'for (;;);', { timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'CODE_TIMEOUT' });
    expect(await run(sandbox, 'return 2')).toBe(2);
    expect(threadsOf(sandbox)).toEqual(before);
  });

  it('are thrown away, and the module with them, after an error of the engine itself', async () => {
    const sandbox = open();
    await run(sandbox, 'return 1');
    const [before] = threadsOf(sandbox);
    // The parser of QuickJS runs out of the stack of the host.
    await expect(run(sandbox, 'eval("(".repeat(20000) + 1 + ")".repeat(20000))')).rejects.toThrow('broke its engine');
    expect(await run(sandbox, 'return 2')).toBe(2);
    expect(threadsOf(sandbox)).not.toContain(before);
  });

  it('are killed at twice the deadline where nothing inside ends the code', async () => {
    const sandbox = open();
    await run(sandbox, 'return 1');
    const [before] = threadsOf(sandbox);
    const start = performance.now();
    await expect(run(sandbox, DEAF, { timeoutMs: 400 })).rejects.toMatchObject({ code: 'CODE_TIMEOUT' });
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(790);
    // The search would take minutes.
    expect(took).toBeLessThan(5_000);
    expect(threadsOf(sandbox)).not.toContain(before);
    expect(await run(sandbox, 'return 2')).toBe(2);
  });

  it('end at once with the signal, whatever the code does', async () => {
    const sandbox = open();
    await run(sandbox, 'return 1');
    for (const code of ['for (;;);', DEAF, 'for (;;) await null;']) {
      const controller = new AbortController();
      const reason = new Error('the step took too long');
      const call = run(sandbox, code, { timeoutMs: 60_000, signal: controller.signal });
      const outcome = expect(call).rejects.toBe(reason);
      await new Promise((done) => setTimeout(done, 100));
      const start = performance.now();
      controller.abort(reason);
      await outcome;
      expect(performance.now() - start).toBeLessThan(2_000);
      expect(await run(sandbox, 'return 2')).toBe(2);
    }
  });

  it('have as much memory as the call asks for', async () => {
    const sandbox = open(2);
    const fill = (megabytes: number): string =>
      `const all = []; for (let i = 0; i < ${megabytes}; i++) all.push(new Uint8Array(1048576).fill(1)); return all.length`;
    expect(await run(sandbox, fill(20))).toBe(20);
    await expect(run(sandbox, fill(100))).rejects.toThrow('more than 32 MB');
    expect(await run(sandbox, fill(100), { memoryMb: 128 })).toBe(100);
    await expect(run(sandbox, fill(100), { memoryMb: 64 })).rejects.toThrow('more than 64 MB');
    await expect(run(sandbox, fill(20), { memoryMb: 8 })).rejects.toThrow('more than 8 MB');
    expect(await run(sandbox, fill(100), { memoryMb: 128 })).toBe(100);
  });

  it('serve every size in its turn, though there are fewer threads than sizes', async () => {
    const sandbox = open();
    const sizes = [32, 64, 16, 32, 64, 48];
    const calls = sizes.map((memoryMb, index) => run(sandbox, `return ${index}`, { memoryMb }));
    expect(await Promise.all(calls)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(threadsOf(sandbox)).toHaveLength(1);
  });

  it('let nobody wait for ever behind calls of another size', async () => {
    const sandbox = open();
    await run(sandbox, 'return 1');
    let isDone = false;
    let others = 0;
    const keepBusy = async (): Promise<void> => {
      while (!isDone && others < 2_000) {
        await run(sandbox, 'return 1');
        others += 1;
      }
    };
    const busy = [keepBusy(), keepBusy(), keepBusy()];
    await run(sandbox, 'return 1', { memoryMb: 64 });
    isDone = true;
    await Promise.all(busy);
    expect(others).toBeLessThan(200);
  });

  it('show the code the key of its step', async () => {
    expect(await run(open(), 'return [run.idempotencyKey, run.attempt]')).toEqual(['r:code:0', 2]);
  });
});
