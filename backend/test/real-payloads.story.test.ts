import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  callHook,
  chain,
  expectStatus,
  node,
  publishEvent,
  publishWorkflow,
  stepOf,
  waitForRun,
  waitForRunsOf,
  webhook,
  wholeOutputOf,
} from './support/workflows.js';

const require = createRequire(import.meta.url);
const githubExamples = require('@octokit/webhooks-examples') as { name: string; examples: unknown[] }[];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  // A body passes every kind of step that computes: a value, a condition, the sandbox.
  await publishWorkflow(app, 'Passes on', {
    nodes: [
      webhook('pass'),
      node('wrapped', 'set', { values: { body: '{{ trigger.body }}' } }),
      node('has', 'if', { conditions: { all: [{ left: '{{ input.body }}', operator: 'exists' }] } }),
      node('sandbox', 'code', { code: 'return steps.wrapped.body;' }),
      node('last', 'set', { values: { before: '{{ input }}', first: '{{ trigger.body }}' } }),
    ],
    edges: [
      { id: '1', source: 'hook', target: 'wrapped' },
      { id: '2', source: 'wrapped', target: 'has' },
      { id: '3', source: 'has', sourceHandle: 'true', target: 'sandbox' },
      { id: '4', source: 'sandbox', target: 'last' },
    ],
  });
});
afterAll(() => app.close());

/** What the last step got of a body, once by way of all the steps, once straight from the trigger. */
async function passOn(body: unknown, headers?: Record<string, string>): Promise<unknown[]> {
  const { runId } = await callHook(app, 'pass', body, headers);
  const run = await waitForRun(app, runId);
  expect(run).toMatchObject({ status: 'succeeded' });
  const { before, first } = (await wholeOutputOf(app, run, 'last')) as { before: unknown; first: unknown };
  return [before, first];
}

async function passOnText(json: string): Promise<string[]> {
  return (await passOn(json, { 'content-type': 'application/json' })).map((value) => JSON.stringify(value));
}

describe('webhooks as they are really sent', () => {
  const pushes = githubExamples.find(({ name }) => name === 'push')?.examples ?? [];

  it('are known: GitHub publishes several pushes', () => {
    expect(pushes.length).toBeGreaterThan(3);
  });

  it.each(pushes.map((push, index) => ({ push, index })))(
    'pass unchanged: GitHub’s push example $index, taken once although it is delivered twice',
    async ({ push, index }) => {
      const headers = {
        'user-agent': 'GitHub-Hookshot/044aadd',
        'x-github-event': 'push',
        'x-github-delivery': `72d3162e-cc78-11e3-81ab-4c9367dc095${index}`,
        'x-github-hook-id': '292430182',
        'x-github-hook-installation-target-type': 'repository',
      };
      expect(await passOn(push, headers)).toEqual([push, push]);
      const [first, again] = [await callHook(app, 'pass', push, headers), await callHook(app, 'pass', push, headers)];
      expect(again).toEqual(first);
      const run = await waitForRun(app, first.runId);
      expect(stepOf(run, 'hook').output).toMatchObject({ headers, body: push });
    },
  );

  it('pass unchanged: Stripe’s charge.succeeded', async () => {
    const text = await readFile(new URL('./payloads/stripe-charge-succeeded.json', import.meta.url), 'utf8');
    const charge: unknown = JSON.parse(text);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': 't=1679090540,v1=0' };
    expect(await passOn(text, headers)).toEqual([charge, charge]);
  });
});

describe('data that is hard to keep', () => {
  it.each([
    ['NUL', '{"text":"a\\u0000b"}'],
    ['lone surrogates', '{"high":"\\ud83d","low":"\\ude00 x"}'],
    ['emoji and scripts', '{"👩‍👩‍👧":"مرحبا שלום こんにちは \\u202e"}'],
    ['numbers at the edge', '[0.1,1e308,5e-324,9007199254740991,-0.5,null,true]'],
    ['keys that look like numbers', '{"10":"a","2":"b","__x":1,"":"empty","a.b":1,"a/b~c":2}'],
    ['empty things', '{"a":{},"b":[],"c":"","d":null,"e":[[]]}'],
    ['a bare text', '"just text"'],
    ['zero', '0'],
    ['false', 'false'],
  ])('passes unchanged: %s', async (_what, json) => {
    const expected = JSON.stringify(JSON.parse(json));
    expect(await passOnText(json)).toEqual([expected, expected]);
  });

  it('passes unchanged: sixty levels deep, and half a megabyte wide', async () => {
    const deep = '[{"a":'.repeat(29) + '1' + '}]'.repeat(29);
    expect(await passOnText(deep)).toEqual([deep, deep]);
    const wide = Array.from({ length: 5_000 }, (_, index) => ({ index, text: 'wide '.repeat(18) }));
    expect(await passOn(wide)).toEqual([wide, wide]);
  });

  it('keeps a key __proto__ as data, and pollutes nothing', async () => {
    const json =
      '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"list":[{"__proto__":1}]}';
    const { runId, eventId } = await callHook(app, 'pass', json, { 'content-type': 'application/json' });
    const run = await waitForRun(app, runId);
    expect(run.status).toBe('succeeded');
    const { body } = stepOf(run, 'hook').output as { body: unknown };
    expect(JSON.stringify(body)).toBe(json);
    expect(JSON.stringify((stepOf(run, 'last').output as { first: unknown }).first)).toBe(json);
    const stored = await app.api<EventDetail>('GET', `/events/${eventId}`);
    expect(JSON.stringify(stored.body.event.data)).toContain(json);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('keeps it in events too, those of the API and those that a workflow publishes', async () => {
    await publishWorkflow(
      app,
      'Relays',
      chain(
        node('heard', 'event', { type: 'odd.keys' }),
        node('relay', 'publish', { type: 'odd.relayed', data: '{{ trigger }}' }),
      ),
    );
    const id = await publishWorkflow(
      app,
      'Heard',
      chain(node('heard', 'event', { type: 'odd.relayed' }), node('last', 'set', { values: { all: '{{ trigger }}' } })),
    );
    const data = '{"a":{"__proto__":{"polluted":"yes"}},"text":"\\ud800 \\u0000"}';
    const answer = await app.api<{ id: string }>('POST', '/events', `{"type":"odd.keys","data":${data}}`, {
      'content-type': 'application/json',
    });
    expectStatus(answer, 202);
    const [run] = await waitForRunsOf(app, id, 1);
    expect(JSON.stringify(run && stepOf(run, 'last').output)).toBe(`{"all":${data}}`);
  });

  it('never evaluates what data holds, however often it passes through expressions', async () => {
    const evil = '{{ 7*7 }} ${7*7} {{ steps.constructor }} {{';
    expect(await passOn({ text: evil, '{{ 1+1 }}': 2 })).toEqual(Array(2).fill({ text: evil, '{{ 1+1 }}': 2 }));
    const id = await publishWorkflow(
      app,
      'Mixes',
      chain(
        node('heard', 'event', { type: 'evil.said' }),
        node('one', 'set', { values: { text: 'said: {{ trigger.text }}', part: '{{ trigger.open }} 7*7 }}' } }),
        node('two', 'set', { values: { text: '{{ input.text }}!', part: '{{ input.part }}' } }),
      ),
    );
    await publishEvent(app, { type: 'evil.said', data: { text: evil, open: '{{' } });
    const [run] = await waitForRunsOf(app, id, 1);
    expect(run && stepOf(run, 'two').output).toEqual({ text: `said: ${evil}!`, part: '{{ 7*7 }}' });
  });
});
