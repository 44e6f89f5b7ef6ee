import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Scope } from '../scope.js';
import { CodeSandbox } from './code-sandbox.js';

// Starting threads takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const sandbox = new CodeSandbox({ threads: 2, memoryBytes: 32 * 1024 * 1024 });
afterAll(() => sandbox.close());

/** What the code writes, and how it ends. */
async function run(code: string, timeoutMs = 2_000) {
  const lines: [level: string, text: string][] = [];
  const { signal } = new AbortController();
  const log = (level: string, text: string): void => void lines.push([level, text]);
  const scope = { input: { total: 42 }, now: new Date(0) } as Scope;
  const ending = await sandbox.run(code, scope, { timeoutMs, signal, log }).catch((error: unknown) => error);
  return { lines, ending };
}

describe('the log of code', () => {
  it('has a line for each call of console, with its level', async () => {
    const { lines, ending } = await run(
      'console.debug("a"); console.log("b", 1); console.info(); console.warn("c"); console.error("d"); return 7',
    );
    expect(ending).toBe(7);
    expect(lines).toEqual([
      ['debug', 'a'],
      ['info', 'b 1'],
      ['info', ''],
      ['warn', 'c'],
      ['error', 'd'],
    ]);
  });

  it.each([
    ['input, [1, "x"], null', '{"total":42} [1,"x"] null'],
    ['undefined, true, () => 1, Symbol("s")', 'undefined true () => 1 Symbol(s)'],
    ['new TypeError("no"), now', 'TypeError: no "1970-01-01T00:00:00.000Z"'],
    ['(() => { const a = {}; a.a = a; return a; })(), 5n', '[object] [bigint]'],
    ['{ toJSON() { throw 1 } }, Object.create(null)', '[object] {}'],
    ['"grüß 🎉\\nzwei"', 'grüß 🎉\nzwei'],
  ])('writes %s as %s', async (values, text) => {
    expect((await run(`console.log(${values})`)).lines).toEqual([['info', text]]);
  });

  it('has what was written before the code failed or was ended', async () => {
    const thrown = await run('console.log("one"); throw new Error("x")');
    expect(thrown).toMatchObject({ lines: [['info', 'one']], ending: { code: 'CODE_FAILED' } });
    const late = await run('console.log("one"); for (;;);', 200);
    expect(late).toMatchObject({ lines: [['info', 'one']], ending: { code: 'CODE_TIMEOUT' } });
    // Nothing inside can stop this search: the thread is killed.
    const killed = await run('console.log("one"); return "a".repeat(1e6).indexOf("a".repeat(5e5) + "b")', 200);
    expect(killed).toMatchObject({ lines: [['info', 'one']], ending: { code: 'CODE_TIMEOUT' } });
    const broken = await run('console.log("one"); eval("(".repeat(20000) + 1 + ")".repeat(20000))');
    expect(broken).toMatchObject({ lines: [['info', 'one']], ending: { code: 'CODE_FAILED' } });
  });

  it('keeps 200 lines, of which the last says that more was dropped', async () => {
    const count = async (lines: number) => (await run(`for (let i = 1; i <= ${lines}; i++) console.log(i)`)).lines;
    expect(await count(199)).toHaveLength(199);
    const all = await count(200);
    expect([all.length, all.at(-1)]).toEqual([200, ['info', '200']]);
    const more = await count(5_000);
    expect([more.length, more.at(-2)]).toEqual([200, ['info', '199']]);
    expect(more.at(-1)).toEqual(['warn', 'The code wrote more than is kept: the rest was dropped.']);
    const killed = await run(
      'for (let i = 1; i <= 201; i++) console.log(i); return "a".repeat(1e6).indexOf("a".repeat(5e5) + "b")',
      200,
    );
    expect(killed.lines).toHaveLength(200);
    expect(killed.lines.at(-1)).toEqual(more.at(-1));
  });

  it('cuts a line at 10 KB and a log at 256 KB', async () => {
    const [[, long] = ['', '']] = (await run('console.log("x".repeat(20000)); return 1')).lines;
    expect(long).toBe('x'.repeat(10_240));
    const [[, wide] = ['', '']] = (await run('console.log("ü".repeat(6000), "y")')).lines;
    expect(wide).toBe('ü'.repeat(5_120));
    const { lines } = await run('for (;;) console.log("x".repeat(10240))', 300);
    expect(lines).toHaveLength(26);
    expect(lines.slice(0, 25).every(([, text]) => text.length === 10_240)).toBe(true);
    expect(lines[25]?.[0]).toBe('warn');
  });

  it('leads to nothing outside, and breaks nothing where the code spoils it', async () => {
    const way = 'console.log.constructor("return typeof process + typeof require")()';
    expect((await run(`return ${way}`)).ending).toBe('undefinedundefined');
    const spoil = 'String.prototype.slice = () => 5; Array.prototype.map = null; JSON.stringify = () => { throw 1 };';
    const { lines, ending } = await run(`${spoil} console.log("a", 1); console = null; return 1`);
    expect(ending).toBe(1);
    expect(lines).toEqual([['info', 'a 1']]);
  });

  it('belongs to its call alone', async () => {
    const calls = await Promise.all(
      Array.from({ length: 20 }, (_, index) => run(`console.log(${index}); await 0; console.log(${index}); return 1`)),
    );
    for (const [index, { lines }] of calls.entries())
      expect(lines).toEqual([
        ['info', String(index)],
        ['info', String(index)],
      ]);
  });
});
