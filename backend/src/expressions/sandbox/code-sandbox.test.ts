import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Scope } from '../scope.js';
import { CodeSandbox } from './code-sandbox.js';

const MEMORY = 32 * 1024 * 1024;
const scope: Scope = {
  trigger: { items: [1, 2, 3] },
  event: { type: 'order.placed' },
  steps: {},
  input: { total: 42 },
  vars: {},
  workflow: { id: 'w1', name: 'Orders' },
  run: { id: 'r1', attempt: 1 },
  now: new Date('2026-01-02T03:04:05.678Z'),
};

// Starting threads takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const sandbox = new CodeSandbox({ threads: 2, memoryBytes: MEMORY });
const opened: CodeSandbox[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
afterAll(() => sandbox.close());

function run(code: string, given: Partial<Scope> = {}, timeoutMs = 2_000): Promise<unknown> {
  return sandbox.run(code, { ...scope, ...given }, { timeoutMs, signal: new AbortController().signal });
}

function open(options: Partial<ConstructorParameters<typeof CodeSandbox>[0]> = {}): CodeSandbox {
  const one = new CodeSandbox({ threads: 1, memoryBytes: MEMORY, ...options });
  opened.push(one);
  return one;
}

describe(CodeSandbox.name, () => {
  it.each([
    ['return 1 + 1', 2],
    ['return { a: [1, "x", null, true] }', { a: [1, 'x', null, true] }],
    ['return trigger.items.map((item) => item * 2)', [2, 4, 6]],
    ['return `${event.type} ${input.total} ${workflow.name} ${run.attempt}`', 'order.placed 42 Orders 1'],
    ['return now instanceof Date && now.getTime()', scope.now.getTime()],
    ['return new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['const input = 7; return input', 7],
    ['return typeof item + typeof index', 'undefinedundefined'],
    ['await null; return (await Promise.all([1, Promise.resolve(2)]))[1]', 2],
    ['for (let i = 0; i < 1000; i++) await i; return "done"', 'done'],
    ['return "ok" // the end', 'ok'],
    ['console.log(input); console.error("x"); return 1', 1],
    ['', null],
    ['return undefined', null],
    ['return () => 1', null],
    ['return [..."grüß 🎉"].length', 6],
  ])('runs %s', async (code, expected) => {
    expect(await run(code)).toEqual(expected);
  });

  it('carries every character in and out', async () => {
    const text = '\u0000 \ud800 "\\\n\u2028 ` ${x} {{7*7}} grüß 🎉';
    expect(await run('return input', { input: { [text]: text } })).toEqual({ [text]: text });
  });

  it('keeps __proto__ a plain key', async () => {
    const input: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(JSON.stringify(await run('return [input, ({}).x === undefined]', { input }))).toBe(
      '[{"__proto__":{"x":1}},true]',
    );
  });

  it.each([
    ['const a = 1;\nthrow new TypeError("no")', 'TypeError: no', 2, 20],
    ['\n\n  return input.nothing.at', 'TypeError: ', 3, 23],
    ['const f = () => {\n  missing();\n};\nawait 1;\nf();', "ReferenceError: 'missing' is not defined", 2, 3],
    ['return 1 +;', 'SyntaxError: ', 1, 11],
    ['const a = 1;\n\nif (', 'SyntaxError: ', 3, 5],
    ['return `abc', 'SyntaxError: ', 1, 8],
    ['throw "plain"', 'plain', undefined],
    ['throw { why: 1 }', '{"why":1}', undefined],
    ['throw null', 'null', undefined],
    ['await Promise.reject(new Error("later"))', 'Error: later', 1, 31],
    ['const a = {}; a.a = a; return a', 'TypeError: circular reference', undefined],
    ['return 1n', 'TypeError: ', undefined],
    ['throw { get message() { throw 1 } }', 'The code threw something that cannot be shown.', undefined],
    ['await new Promise(() => {})', 'The code waits for a promise that nothing will ever settle.', undefined],
  ])('reports the error of %j', async (code, message, line, column?: number) => {
    const error: unknown = await run(code).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SandboxError', code: 'CODE_FAILED', line, column });
    expect(error).toHaveProperty('message', expect.stringContaining(message));
  });

  it.each([
    'for (;;);',
    'while (true) { try { for (;;); } catch { } }',
    'for (;;) await null;',
    'const again = () => Promise.resolve().then(again); again(); await new Promise(() => {})',
    'return { toJSON() { for (;;); } }',
    'throw { get message() { for (;;); } }',
    'Promise.prototype.then = () => { for (;;); }; await new Promise(() => {}); for (;;) await 1;',
    '/(a+)+$/.test("a".repeat(40) + "b")',
    'return new Array(1e9).fill(0).map(() => 1).length',
  ])('ends %s at its deadline', async (code) => {
    const start = Date.now();
    await expect(run(code, {}, 150)).rejects.toMatchObject({
      code: expect.stringMatching(/CODE_TIMEOUT|CODE_FAILED/) as string,
    });
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(await run('return 1')).toBe(1);
  });

  it('says CODE_TIMEOUT for an endless loop', async () => {
    await expect(run('for (;;);', {}, 100)).rejects.toMatchObject({
      code: 'CODE_TIMEOUT',
      message: 'The code ran longer than 100 ms.',
    });
  });

  it.each([
    'const all = []; for (;;) all.push(new Array(10000).fill(1));',
    'let text = "x"; for (;;) text += text;',
    'return new ArrayBuffer(1e9).byteLength',
    'const all = []; try { for (;;) all.push("x".repeat(1e6) + all.length); } catch (error) { throw error; }',
  ])('survives the memory bomb %s', async (code) => {
    await expect(run(code, {}, 5_000)).rejects.toMatchObject({
      code: 'CODE_FAILED',
      message: expect.stringMatching(/^The code used more than 32 MB of memory.$|string too long/) as string,
    });
    expect(await run('return 1')).toBe(1);
  });

  it.each([
    'const f = () => f(); f()',
    'const f = () => [0].map(f); f()',
    'JSON.parse("[".repeat(20000) + "]".repeat(20000))',
    'let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a',
    'let a = []; for (let i = 0; i < 20000; i++) a = [a]; return JSON.stringify(a)',
    'eval("[".repeat(20000) + "]".repeat(20000))',
    'eval("(".repeat(20000) + 1 + ")".repeat(20000))',
    'new RegExp("(".repeat(20000) + ")".repeat(20000))',
    'let a = 0; for (let i = 0; i < 20000; i++) a = a.bind ? a.bind() : (() => 1).bind(); return a()',
    'let p = {}; for (let i = 0; i < 20000; i++) p = new Proxy(p, {}); return p.x',
  ])('survives what goes too deep: %s', async (code) => {
    const error: unknown = await run(code).catch((thrown: unknown) => thrown);
    // QuickJS looks for circles in time that grows with the square of the depth.
    if (error !== null)
      expect(error).toMatchObject({ code: expect.stringMatching(/CODE_FAILED|CODE_TIMEOUT/) as string });
    expect(await run('return 1')).toBe(1);
  });

  it('lets no data in or out that is nested deeper than 200 levels', async () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    // The names stand in an object: one level more.
    expect(await run('return input', { input: nested(199) })).toEqual(nested(199));
    for (const depth of [200, 1_000, 20_000, 200_000])
      await expect(run('return input', { input: nested(depth) })).rejects.toMatchObject({ code: 'DATA_TOO_DEEP' });
    await expect(run('let a = []; for (let i = 0; i < 200; i++) a = [a]; return a')).rejects.toMatchObject({
      code: 'DATA_TOO_DEEP',
    });
    expect(await run('return "[".repeat(1000)')).toHaveLength(1_000);
  });

  it('takes no more data in than fits', async () => {
    const fits = 'x'.repeat(MEMORY / 4 - 1_000);
    expect(await run('return input.length', { input: fits })).toBe(fits.length);
    for (const input of ['x'.repeat(MEMORY / 4), 'ü'.repeat(MEMORY / 8), 'x'.repeat(MEMORY * 2)])
      await expect(run('return input.length', { input })).rejects.toThrow('is larger than 8 MB');
    const many = Array.from({ length: 500_000 }, () => ({}));
    await expect(run('return input.length', { input: many }, 10_000)).rejects.toThrow('more than 32 MB of memory');
    expect(await run('return 1')).toBe(1);
  });

  it('passes nothing in that the code does not mention', async () => {
    const trigger = { toJSON: () => expect.fail('trigger was read') };
    expect(await run('return input.total', { trigger })).toBe(42);
  });

  it('refuses output of more than 10 MB, in characters or in bytes', async () => {
    for (const code of ['return "x".repeat(10 * 1024 * 1024)', 'return "ü".repeat(6 * 1024 * 1024)'])
      await expect(open({ memoryBytes: 256 * 1024 * 1024 }).run(code, scope, options())).rejects.toMatchObject({
        code: 'OUTPUT_TOO_LARGE',
      });
    expect(await run('return "x".repeat(5e6)')).toHaveLength(5e6);
  });

  it.each([
    'process',
    'require',
    'module',
    'Buffer',
    'fetch',
    'setTimeout',
    'WebAssembly',
    'Deno',
    'std',
    'os',
    'bjson',
    'performance',
    'structuredClone',
  ])('does not know %s', async (name) => {
    expect(await run(`return [typeof ${name}, typeof globalThis.${name}]`)).toEqual(['undefined', 'undefined']);
  });

  it.each([
    'return [].constructor.constructor("return process")()',
    'return (async () => {}).constructor("return process")()',
    'return (function* () {}).constructor("return process")().next()',
    'return console.log.constructor.constructor("return process")()',
    'return now.constructor.constructor("return process.env")()',
    'return input.constructor.constructor("return require(`fs`)")()',
    'return this.constructor.constructor("return process")()',
    'return globalThis.eval("process")',
    'return new Function("return process")()',
    'return arguments.callee.caller.constructor("return process")()',
    'try { null.x } catch (error) { return error.constructor.constructor("return process")() }',
    'Error.prepareStackTrace = (_, frames) => frames; return new Error().stack[0].getThis().process.env',
    'return (await import("node:fs")).readFileSync("/etc/passwd")',
    'return (await import("std")).getenv("PATH")',
    'return import.meta.url',
    'return new Proxy({}, { get: (_, __, receiver) => receiver }).constructor("return process")()',
  ])('cannot get out by %s', async (code) => {
    await expect(run(code)).rejects.toMatchObject({ code: 'CODE_FAILED' });
  });

  it('leaves nothing of one call for the next', async () => {
    const spoil =
      'globalThis.left = 1; Object.prototype.left = 1; Array.prototype.map = JSON.parse = JSON.stringify = null;';
    await Promise.all(Array.from({ length: 8 }, () => run(`${spoil} return 1`)));
    const look = 'return [typeof left, typeof ({}).left, [1].map((one) => one + 1)]';
    for (const seen of await Promise.all(Array.from({ length: 8 }, () => run(look))))
      expect(seen).toEqual(['undefined', 'undefined', [2]]);
    expect(({} as { left?: unknown }).left).toBeUndefined();
  });

  it('returns what the code returns even where it spoils the tools', async () => {
    const spoil =
      'JSON.stringify = () => "{"; JSON.parse = () => 1; Date = String = null; Array.prototype.toJSON = () => 9;';
    expect(await run(`${spoil} return [input.total]`)).toBe(9);
    await expect(run(`${spoil} throw new Error("x")`)).rejects.toMatchObject({ code: 'CODE_FAILED' });
  });

  it('stops at the abort of the signal, running or waiting, and goes on with others', async () => {
    const one = open();
    const controller = new AbortController();
    const reason = new Error('the run was cancelled');
    const aborted = [1, 2].map(() =>
      one.run('for (;;);', scope, { timeoutMs: 60_000, signal: controller.signal }).catch((error: unknown) => error),
    );
    const later = one.run('return 1', scope, options());
    setTimeout(() => controller.abort(reason), 300);
    expect(await Promise.all(aborted)).toEqual([reason, reason]);
    expect(await later).toBe(1);
    await expect(one.run('return 1', scope, { timeoutMs: 1, signal: controller.signal })).rejects.toBe(reason);
  });

  it('runs many calls at once, each with its own data', async () => {
    const calls = Array.from({ length: 200 }, (_, index) => run('await 0; return index * 2', { index }));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 200 }, (_, index) => index * 2));
  });

  it('runs many small calls per second', async () => {
    const round = async (): Promise<number> => {
      const start = performance.now();
      await Promise.all(Array.from({ length: 1_000 }, () => run('return { total: input.total * 2 }')));
      return performance.now() - start;
    };
    let fastest = await round();
    for (let more = 0; more < 4 && fastest > 2_000; more += 1) fastest = Math.min(fastest, await round());
    // The goal is 1,000 per second on an idle machine; tests share theirs with others.
    expect(fastest).toBeLessThan(2_000);
  });

  it('lets a thread end that has nothing to do, and starts another when there is work again', async () => {
    const one = open({ idleMs: 50 });
    expect(await one.run('return 1', scope, options())).toBe(1);
    await new Promise((done) => setTimeout(done, 150));
    expect(one).toHaveProperty('threads', []);
    expect(await one.run('return 2', scope, options())).toBe(2);
  });

  it('fails what is under way when it is closed', async () => {
    const one = open();
    const calls = ['for (;;);', 'return 1'].map((code) =>
      one.run(code, scope, options()).catch((error: unknown) => error),
    );
    await one.close();
    for (const outcome of await Promise.all(calls)) expect(outcome).toMatchObject({ code: 'SANDBOX_CLOSED' });
    await expect(one.run('return 1', scope, options())).rejects.toMatchObject({ code: 'SANDBOX_CLOSED' });
  });
});

function options() {
  return { timeoutMs: 5_000, signal: new AbortController().signal };
}
