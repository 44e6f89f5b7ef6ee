import { afterAll, describe, expect, it, vi } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { CODE_ESCAPES, EXPRESSION_ESCAPES } from './escape-corpus.test-support.js';
import { ExpressionError } from './expression-error.js';
import { CodeSandbox } from './sandbox/code-sandbox.js';
import { SandboxError } from './sandbox/sandbox-error.js';
import type { Scope } from './scope.js';

// Starting threads takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const sandbox = new CodeSandbox({ threads: 2, memoryBytes: 32 * 1024 * 1024 });
afterAll(() => sandbox.close());

const scope: Scope = {
  trigger: { list: [1], name: 'x' },
  event: {},
  steps: {},
  input: {},
  vars: {},
  workflow: { id: 'w', name: 'W' },
  run: { id: 'r', attempt: 1 },
  now: new Date(0),
};

/** What none of them may get hold of. */
const LOOT = process.version;

function expectUntouched(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.hasOwn(Error, 'prepareStackTrace') && String(Error.prepareStackTrace)).not.toContain('version');
  expect([3, 1].map((each) => each)).toEqual([3, 1]);
}

describe('published escapes', () => {
  it.each(EXPRESSION_ESCAPES)('of $from, as an expression: $text', ({ text }) => {
    for (const template of [`{{ ${text} }}`, `a {{ ${text} }} b`, `={{ ${text} }}`]) {
      let ending: unknown;
      try {
        ending = compileTemplate(template).evaluate(scope);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
        ending = (error as ExpressionError).code;
      }
      expect(ending).toMatch(/^EXPR_/);
      expectUntouched();
    }
  });

  it.each([...EXPRESSION_ESCAPES.map(({ from, text }) => ({ from, text: `return (${text})` })), ...CODE_ESCAPES])(
    'of $from, as code: $text',
    async ({ text }) => {
      const lines: string[] = [];
      const { signal } = new AbortController();
      const log = (_: string, line: string): void => void lines.push(line);
      const ending: unknown = await sandbox
        .run(text, scope, { timeoutMs: 2_000, signal, log })
        .catch((error: unknown) => error);
      if (ending instanceof Error) expect(ending).toBeInstanceOf(SandboxError);
      const shown = ending instanceof Error ? ending.message : JSON.stringify(ending ?? null);
      for (const each of [shown, ...lines]) expect(each).not.toContain(LOOT);
      expectUntouched();
      // What one left behind is not there for the next.
      expect(await sandbox.run('return [[1].map(String), ({}).x ?? 0]', scope, { timeoutMs: 2_000, signal })).toEqual([
        ['1'],
        0,
      ]);
    },
  );

  it.each([
    '{{ 7 * 7 }}',
    '={{ 7 * 7 }}',
    '${7 * 7}',
    '{{ process.version }}',
    '={{ (function(){ return this.process.version })() }}',
    '}} {{ 7 * 7 }} {{',
    '" + process.version + "',
    '`${process.version}`',
    '\\u007b\\u007b 7 * 7 }}',
  ])('n8n CVE-2026-27493: %s in what came in is data, however often it is looked at', async (text) => {
    const given: Scope = { ...scope, trigger: { name: text, [text]: text }, steps: { form: { text } } };
    const template = {
      a: '{{ trigger.name }}',
      b: 'Hello {{ trigger.name }}',
      c: '{{ trigger }}',
      d: ['{{ steps.form.text }}'],
    };
    const first = compileTemplate(template).evaluate(given);
    expect(first).toEqual({ a: text, b: `Hello ${text}`, c: given.trigger, d: [text] });
    const nested = compileTemplate('{{ trigger[trigger.name] + `${trigger.name}` + String(steps.form.text) }}');
    expect(nested.evaluate(given)).toBe(text.repeat(3));
    const options = { timeoutMs: 2_000, signal: new AbortController().signal };
    expect(await sandbox.run('return [trigger.name, `${trigger.name}`]', given, options)).toEqual([text, text]);
  });
});
