import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, GraphNode, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  chain,
  createWorkflow,
  edge,
  expectStatus,
  node,
  publishWorkflow,
  runByHand,
  statesOf,
  stepOf,
  waitForRun,
  waitForRunsOf,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function runDraft(graph: Graph, payload: unknown = {}): Promise<Run> {
  const { id } = await createWorkflow(app, 'Draft', graph);
  return waitForRun(app, await runByHand(app, id, { payload }));
}

const start = node('start', 'manual');
const code = (id: string, text: string, extras: Partial<GraphNode> = {}) => node(id, 'code', { code: text }, extras);
const after = node('after', 'set', { values: { got: '{{ input }}' } });

describe('a code node', () => {
  it('gives what it returns, and sees the same names as expressions do', async () => {
    const graph = chain(
      start,
      node('before', 'set', { values: { n: 20 } }),
      code(
        'work',
        `const sum = [input.n, trigger.n].reduce((a, b) => a + b);
         return { sum, step: steps.before.n, type: event.type, named: workflow.name, first: run.attempt === 1, year: now.getUTCFullYear() };`,
      ),
    );
    const run = await runDraft(graph, { n: 22 });
    expect(stepOf(run, 'work').output).toEqual({
      sum: 42,
      step: 20,
      type: 'eventloom.manual.started',
      named: 'Draft',
      first: true,
      year: new Date().getUTCFullYear(),
    });
  });

  it('fails with the message and the line of what it throws', async () => {
    const run = await runDraft(chain(start, code('work', 'const a = 1;\n\nthrow new TypeError("no " + a);')));
    expect(run).toMatchObject({ status: 'failed', error: { code: 'CODE_FAILED', nodeId: 'work', line: 3 } });
    expect(run.error?.message).toContain('no 1');
    expect(stepOf(run, 'work')).toMatchObject({ status: 'failed', attempts: [{ number: 1, error: { line: 3 } }] });
    const slip = await runDraft(chain(start, code('work', 'return 1;\nreturn (;')));
    expect(slip.error).toMatchObject({ code: 'CODE_FAILED', line: 2 });
  });

  it.each([
    ['process', 'typeof process + typeof require + typeof globalThis.fetch'],
    [
      'the constructor of functions',
      '(function () { return typeof this.process; }).constructor("return typeof process")()',
    ],
    ['imports', 'await import("node:fs").then(() => "got it", () => "undefined")'],
  ])('does not reach %s', async (_what, expression) => {
    const run = await runDraft(chain(start, code('work', `return String(${expression});`)));
    const said = run.status === 'succeeded' ? String(stepOf(run, 'work').output) : 'undefined';
    expect(said).toMatch(/^(undefined)+$/);
  });

  it('is stopped when it never ends, while other runs go on', async () => {
    const { id } = await createWorkflow(
      app,
      'Endless',
      chain(start, node('work', 'code', { code: 'for (;;) {}', timeoutMs: 1500 })),
    );
    const endless = await Promise.all([1, 2].map(() => runByHand(app, id)));
    const quick = await runDraft(chain(start, after), { n: 1 });
    expect(quick.status).toBe('succeeded');
    const ends = await Promise.all(endless.map((runId) => waitForRun(app, runId)));
    for (const run of ends) {
      expect(run).toMatchObject({ status: 'failed', error: { code: 'CODE_TIMEOUT', nodeId: 'work' } });
      expect(Date.parse(quick.finishedAt ?? '')).toBeLessThan(Date.parse(run.finishedAt ?? ''));
    }
    expect((await runDraft(chain(start, code('work', 'return 1;')))).status).toBe('succeeded');
  });

  it('is stopped when it takes too much memory, and the next one is not', async () => {
    const run = await runDraft(
      chain(start, code('work', 'const a = []; for (;;) a.push("x".repeat(1e6) + a.length);')),
    );
    expect(run.status).toBe('failed');
    expect((await runDraft(chain(start, code('work', 'return 1;')))).status).toBe('succeeded');
  });
});

describe('an expression that fails', () => {
  it('fails its step with the expression and what is wrong with it', async () => {
    const run = await runDraft(chain(start, node('sum', 'set', { values: { total: '{{ trigger.order.total }}' } })));
    expect(run).toMatchObject({ status: 'failed', error: { code: 'EXPR_FAILED', nodeId: 'sum' } });
    expect(run.error?.message).toContain('trigger.order.total');
    expect(run.error?.message).toContain('total');
  });

  it('ends after its steps if it never would', async () => {
    const values = {
      n: "{{ 'x'.repeat(5000).split('').map((a) => 'y'.repeat(5000).split('').map((b) => a + b)).length }}",
    };
    const run = await runDraft(chain(start, node('sum', 'set', { values })));
    expect(run.error?.code).toBe('EXPR_LIMIT');
  });
});

describe('a step that fails', () => {
  const boom = (extras: Partial<GraphNode>) => code('boom', 'throw new Error("boom");', extras);

  it('ends the run; what comes after it is not performed', async () => {
    const run = await runDraft(chain(start, boom({}), after));
    expect(run.status).toBe('failed');
    expect(run.error).toMatchObject({ nodeId: 'boom', code: 'CODE_FAILED' });
    expect(statesOf(run)).not.toMatchObject({ after: 'succeeded' });
  });

  it('may be continued with its error as output', async () => {
    const run = await runDraft(chain(start, boom({ onError: 'continue' }), after));
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(stepOf(run, 'boom')).toMatchObject({ status: 'failed', error: { code: 'CODE_FAILED' } });
    expect(stepOf(run, 'after').output).toMatchObject({ got: { error: { code: 'CODE_FAILED' } } });
  });

  it('may go by a way of its own', async () => {
    const mend = node('mend', 'set', { values: { why: '{{ steps.boom.error.message }}' } });
    const graph = {
      nodes: [start, boom({ onError: 'branch' }), after, mend],
      edges: [edge('start', 'boom'), edge('boom', 'after'), edge('boom.error', 'mend')],
    };
    const run = await runDraft(graph);
    expect(statesOf(run)).toMatchObject({ boom: 'failed', after: 'skipped', mend: 'succeeded' });
    expect((stepOf(run, 'mend').output as { why: string }).why).toContain('boom');
    expect(run.status).toBe('succeeded');
  });
});

describe('ways through a graph', () => {
  it('meet again: a step after two others waits for both and has both as its input', async () => {
    const graph = {
      nodes: [start, code('slow', 'return 1;'), node('quick', 'set', { values: { n: 2 } }), after],
      edges: [edge('start', 'slow'), edge('start', 'quick'), edge('slow', 'after'), edge('quick', 'after')],
    };
    const run = await runDraft(graph);
    expect(stepOf(run, 'after')).toMatchObject({
      input: { slow: 1, quick: { n: 2 } },
      output: { got: { slow: 1, quick: { n: 2 } } },
      attempts: [{ number: 1 }],
    });
  });

  it('meet again after a branch: the way that was not taken is not waited for', async () => {
    const graph = {
      nodes: [
        start,
        node('big', 'if', { conditions: { any: [{ left: '{{ trigger.n }}', operator: 'gte', right: 10 }] } }),
        node('yes', 'set', { values: { way: 'yes' } }),
        node('no', 'set', { values: { way: 'no' } }),
        after,
      ],
      edges: [
        edge('start', 'big'),
        edge('big.true', 'yes'),
        edge('big.false', 'no'),
        edge('yes', 'after'),
        edge('no', 'after'),
      ],
    };
    const run = await runDraft(graph, { n: 3 });
    expect(statesOf(run)).toMatchObject({ yes: 'skipped', no: 'succeeded', after: 'succeeded' });
    expect(stepOf(run, 'after').output).toEqual({ got: { way: 'no' } });
  });

  it('pass through a step that is switched off', async () => {
    const run = await runDraft(chain(start, code('off', 'throw new Error("never");', { disabled: true }), after), {
      n: 1,
    });
    expect(stepOf(run, 'after').output).toEqual({ got: { n: 1 } });
    expect(stepOf(run, 'off').attempts).toEqual([]);
  });

  it('begin at the trigger that was asked for; what only the other reaches takes no part', async () => {
    const { id } = await createWorkflow(app, 'Two triggers', {
      nodes: [
        node('first', 'manual', { sample: { from: 'first' } }),
        node('second', 'manual', { sample: { from: 'second' } }),
        after,
        node('only', 'set', { values: {} }),
      ],
      edges: [edge('first', 'after'), edge('second', 'after'), edge('first', 'only')],
    });
    const run = await waitForRun(app, await runByHand(app, id, { trigger: 'second' }));
    expect(run.trigger).toBe('second');
    expect(stepOf(run, 'after').output).toEqual({ got: { from: 'second' } });
    expect(Object.keys(statesOf(run))).toEqual(['second', 'after']);
  });

  it('may be a thousand steps long', async () => {
    const steps = Array.from({ length: 998 }, (_, index) =>
      node(`n${index}`, 'set', { values: { n: '{{ input.n + 1 }}' } }),
    );
    const run = await runDraft(chain(start, ...steps, after), { n: 0 });
    expect(stepOf(run, 'after').output).toEqual({ got: { n: 998 } });
  });
});

describe('a run by hand', () => {
  it('takes the draft as it is at that moment, wrong or not published, and the sample without a payload', async () => {
    const graph = chain(node('start', 'manual', { sample: { n: 1 } }), after);
    const { id } = await createWorkflow(app, 'Tried out', graph);
    const first = await waitForRun(app, await runByHand(app, id));
    expect(first).toMatchObject({ status: 'succeeded', workflowVersion: null });
    expect(stepOf(first, 'after').output).toEqual({ got: { n: 1 } });
    const changed = chain(node('start', 'manual'), node('after', 'set', { values: { changed: true } }));
    await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, graph: changed });
    const second = await waitForRun(app, await runByHand(app, id));
    expect(stepOf(second, 'after').output).toEqual({ changed: true });
    expect((await waitForRun(app, first.id)).graph).toMatchObject(graph);
  });

  it('takes the published version if it is asked to, and says so if there is none', async () => {
    const id = await publishWorkflow(app, 'Published', chain(start, node('after', 'set', { values: { v: 1 } })));
    await app.api('PATCH', `/workflows/${id}`, {
      baseRevision: 1,
      graph: chain(start, node('after', 'set', { values: { v: 2 } })),
    });
    const run = await waitForRun(app, await runByHand(app, id, { version: 'published' }));
    expect(run.workflowVersion).toBe(1);
    expect(stepOf(run, 'after').output).toEqual({ v: 1 });
    const { id: draft } = await createWorkflow(app, 'Only a draft', chain(start));
    const refused = await app.api<ProblemBody>('POST', `/workflows/${draft}/run`, { version: 'published' });
    expect(refused.body).toMatchObject({ status: 409, code: 'NOT_PUBLISHED' });
    const empty = await createWorkflow(app, 'Empty', { nodes: [], edges: [] });
    const none = await app.api<ProblemBody>('POST', `/workflows/${empty.id}/run`, {});
    expect(none.body).toMatchObject({ status: 422, code: 'TRIGGER_MISSING' });
  });

  it('of a draft that publishes is heard by the draft itself, though nothing is published', async () => {
    const { id } = await createWorkflow(app, 'Talks to itself', {
      nodes: [
        start,
        node('tell', 'publish', { type: 'draft.told', data: '{{ trigger }}' }),
        node('heard', 'event', { type: 'draft.told' }),
        after,
      ],
      edges: [edge('start', 'tell'), edge('heard', 'after')],
    });
    await runByHand(app, id, { payload: { n: 5 }, trigger: 'start' });
    const runs = await waitForRunsOf(app, id, 2);
    expect(runs.map(({ trigger }) => trigger)).toEqual(['start', 'heard']);
    expect(runs[1] && stepOf(runs[1], 'after').output).toEqual({ got: { n: 5 } });
  });
});

describe('the list of runs', () => {
  it('is filtered by workflow, state, event, time and words, newest first, page by page', async () => {
    const { id } = await createWorkflow(
      app,
      'Needle in the hay',
      chain(start, code('work', 'if (input.bad) throw new Error("blue moon"); return 1;')),
    );
    const ids = [];
    for (const bad of [false, true, false])
      ids.unshift((await waitForRun(app, await runByHand(app, id, { payload: { bad } }))).id);
    const list = async (query: string) => {
      const page = await app.api<{ items: Run[]; nextCursor: string | null }>('GET', `/runs?${query}`);
      return { ids: expectStatus(page, 200).items.map((run) => run.id), next: page.body.nextCursor };
    };
    expect((await list(`workflowId=${id}`)).ids).toEqual(ids);
    expect((await list(`workflowId=${id}&status=failed`)).ids).toEqual([ids[1]]);
    expect((await list('q=blue+moon')).ids).toEqual([ids[1]]);
    expect((await list('q=in+THE+hay')).ids).toEqual(ids);
    expect((await list(`q=${ids[2]}`)).ids).toEqual([ids[2]]);
    const first = await list(`workflowId=${id}&limit=2`);
    expect((await list(`workflowId=${id}&limit=2&cursor=${first.next}`)).ids).toEqual([ids[2]]);
    const { eventId, createdAt } = await waitForRun(app, ids[1] ?? '');
    expect((await list(`eventId=${eventId}`)).ids).toEqual([ids[1]]);
    expect((await list(`workflowId=${id}&from=${new Date(Date.parse(createdAt) + 60_000).toISOString()}`)).ids).toEqual(
      [],
    );
    expect((await list('workflowId=nonsense')).ids).toEqual([]);
  });
});
