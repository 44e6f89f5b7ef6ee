import { describe, expect, it } from 'vitest';
import type { CodeOptions } from '../expressions/sandbox/code-sandbox.js';
import { performNode } from './perform-node.test-support.js';

describe('set', () => {
  it('gives an object of its values, each of its own type', async () => {
    const values = {
      total: '{{ trigger.net * 1.2 }}',
      text: 'Total: {{ trigger.net }}',
      list: ['{{ trigger }}'],
      fixed: 1,
    };
    const { output } = await performNode('set', { values }, { scope: { trigger: { net: 100 } } });
    expect(output).toEqual({ total: 120, text: 'Total: 100', list: [{ net: 100 }], fixed: 1 });
  });

  it('takes all values from one expression, which must give an object', async () => {
    const scope = { trigger: { body: { a: 1 } } };
    expect(await performNode('set', { values: '{{ trigger.body }}' }, { scope })).toEqual({ output: { a: 1 } });
    expect(await performNode('set', {}, { scope })).toEqual({ output: {} });
    await expect(performNode('set', { values: '{{ [1] }}' }, { scope })).rejects.toMatchObject({
      code: 'PARAM_INVALID',
    });
  });
});

describe('if', () => {
  const conditions = { all: [{ left: '{{ trigger.total }}', operator: 'gt', right: 100 }] };

  it('goes on with its input by the port that tells the verdict', async () => {
    const scope = { trigger: { total: 120 }, input: { x: 1 } };
    expect(await performNode('if', { conditions }, { scope })).toEqual({ output: { x: 1 }, port: 'true' });
    const small = { ...scope, trigger: { total: 99 } };
    expect(await performNode('if', { conditions }, { scope: small })).toEqual({ output: { x: 1 }, port: 'false' });
  });

  it('fails if an expression gives no conditions', async () => {
    for (const wrong of [
      '{{ 5 }}',
      '{{ "all" }}',
      '{{ { all: 1 } }}',
      '{{ { any: [{ left: 1, operator: "like" }] } }}',
    ])
      await expect(performNode('if', { conditions: wrong })).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    const scope = { vars: { rule: { any: [{ left: 1, operator: 'eq', right: 1 }] } } };
    expect(await performNode('if', { conditions: '{{ vars.rule }}' }, { scope })).toMatchObject({ port: 'true' });
  });
});

describe('code', () => {
  it('runs its text as it stands, with the scope and the limit', async () => {
    const calls: unknown[] = [];
    const runCode = (code: string, scope: { input: unknown }, { timeoutMs, memoryMb }: CodeOptions) => {
      calls.push([code, scope.input, timeoutMs, memoryMb]);
      return Promise.resolve({ done: true });
    };
    const given = { scope: { input: 7 }, services: { runCode } };
    const code = 'return `{{ ${input} }}`;';
    expect(await performNode('code', { code }, given)).toEqual({ output: { done: true } });
    await performNode('code', { code, timeoutMs: '{{ 10 * 10 }}', memoryMb: '{{ 2 ** 7 }}' }, given);
    expect(calls).toEqual([
      [code, 7, 5000, 64],
      [code, 7, 100, 128],
    ]);
    const wrong = [
      ['timeoutMs', '{{ "soon" }}'],
      ['memoryMb', '{{ 4096 }}'],
    ] as const;
    for (const [name, value] of wrong)
      await expect(performNode('code', { code, [name]: value }, given)).rejects.toMatchObject({
        code: 'PARAM_INVALID',
      });
  });
});

describe('publish', () => {
  it('publishes under the key of the step', async () => {
    const events: unknown[] = [];
    const publish = (event: unknown) => {
      events.push(event);
      return Promise.resolve({ id: 'e-1' });
    };
    const given = { scope: { trigger: { id: 5 }, input: { a: 1 } }, services: { publish } };
    const params = { type: 'order.large', subject: 'order {{ trigger.id }}', data: '{{ input }}' };
    expect(await performNode('publish', params, given)).toEqual({ output: { id: 'e-1' } });
    await performNode('publish', { type: 'order.seen' }, given);
    expect(events).toEqual([
      { type: 'order.large', subject: 'order 5', data: { a: 1 }, key: 'run:node:0' },
      { type: 'order.seen', data: null, key: 'run:node:0' },
    ]);
  });
});
