import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphNode, Problem, Workflow, WorkflowSettings } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { chain, edge, expectStatus, node, publishWorkflow, webhook } from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const everyHour = node('clock', 'schedule', { cron: '0 * * * *' });
const byHand = node('start', 'manual');
const call = (params: GraphNode['params'] = {}, extras: Parameters<typeof node>[3] = {}) =>
  node('call', 'http-request', { method: 'POST', url: 'https://example.com/', ...params }, extras);
const tell = (type: string) => node('tell', 'publish', { type, data: 1 });

/** What is told of a workflow, which anybody may publish all the same. */
async function lint(graph: Workflow['graph'], settings: WorkflowSettings = {}): Promise<Problem[]> {
  const body = { name: 'Linted', graph, settings };
  const { id, problems } = expectStatus(await app.api<Workflow>('POST', '/workflows', body), 201);
  const validated = await app.api<{ problems: Problem[] }>('POST', `/workflows/${id}/validate`);
  expect(validated.body.problems).toEqual(problems);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  expectStatus(await app.api('POST', `/workflows/${id}/unpublish`), 200);
  return problems;
}

const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code);

describe('what is likely to become trouble', () => {
  it('is a webhook that anybody may call', async () => {
    expect(await lint(chain(webhook('open'), node('done', 'set')))).toMatchObject([
      { code: 'WEBHOOK_OPEN', severity: 'warning', nodeId: 'hook', pointer: '/nodes/0/params/auth' },
    ]);
  });

  it('is a topic that nobody hears, until somebody does: by a pattern, by waiting, or in the same workflow', async () => {
    const unheard = { code: 'TOPIC_UNHEARD', severity: 'info', nodeId: 'tell', pointer: '/nodes/1/params/type' };
    expect(await lint(chain(byHand, tell('lint.made')))).toMatchObject([unheard]);
    const hearer = await publishWorkflow(app, 'Hearer', chain(node('heard', 'event', { type: 'lint.*' })));
    expect(await lint(chain(byHand, tell('lint.made')))).toEqual([]);
    await app.api('POST', `/workflows/${hearer}/unpublish`);
    expect(await lint(chain(byHand, tell('lint.made')))).toMatchObject([unheard]);

    await publishWorkflow(app, 'Waiter', chain(byHand, node('wait', 'wait-for-event', { type: 'lint.paid' })));
    expect(await lint(chain(byHand, tell('lint.paid')))).toEqual([]);
    const own = chain(byHand, tell('lint.own'));
    const heard = node('heard', 'event', { type: 'lint.own' });
    expect(codes(await lint({ ...own, nodes: [...own.nodes, heard] }))).toEqual(['EVENT_CIRCLE']);
    expect(await lint(chain(byHand, tell('{{ trigger.topic }}')))).toEqual([]);
  });

  it('is a secret among the parameters, which is not told again', async () => {
    const secret = 'Basic YWRhOmh1bnRlcjI=';
    const [found, ...more] = await lint(chain(byHand, call({ headers: { Authorization: secret } })));
    expect(found).toMatchObject({
      code: 'SECRET_LITERAL',
      severity: 'warning',
      nodeId: 'call',
      pointer: '/nodes/1/params/headers/Authorization',
    });
    expect(more).toEqual([]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
    expect(JSON.stringify(found)).not.toContain('YWRh');
  });

  it('is a call that is tried again without a key; by itself a step sends one', async () => {
    const retry = { attempts: 3, backoff: 'fixed' as const, delayMs: 10 };
    expect(await lint(chain(byHand, call({}, { retry })))).toEqual([]);
    const keyless = { headers: { 'Idempotency-Key': '' } };
    expect(await lint(chain(byHand, call(keyless)))).toEqual([]);
    expect(await lint(chain(byHand, call(keyless, { retry })))).toMatchObject([
      { code: 'RETRY_UNSAFE', severity: 'warning', nodeId: 'call', pointer: '/nodes/1/params/headers' },
    ]);
  });

  it('is a failure that nobody would hear of', async () => {
    const missing = { code: 'ERROR_PATH_MISSING', severity: 'info', nodeId: 'call', pointer: '/nodes/1/onError' };
    expect(await lint(chain(everyHour, call()))).toMatchObject([missing]);
    const [found] = await lint(chain(everyHour, call(), { ...call(), id: 'again' }));
    expect(found).toMatchObject(missing);
    expect(found?.detail).toContain('one more step');
  });

  it('is no failure that somebody sees, answers or is told of', async () => {
    expect(await lint(chain(byHand, call()))).toEqual([]);
    expect(await lint(chain(everyHour, call({}, { onError: 'continue' })))).toEqual([]);
    const branch = chain(everyHour, call({}, { onError: 'branch' }));
    expect(codes(await lint(branch))).toEqual(['ERROR_PATH_MISSING']);
    const answered = {
      nodes: [...branch.nodes, node('sorry', 'set')],
      edges: [...branch.edges, edge('call.error', 'sorry')],
    };
    expect(await lint(answered)).toEqual([]);

    const failures = await publishWorkflow(app, 'Failures', chain(byHand, node('note', 'set')));
    expect(await lint(chain(everyHour, call()), { onFailure: { workflowId: failures } })).toEqual([]);
    const watcher = await publishWorkflow(
      app,
      'Watcher',
      chain(node('heard', 'event', { type: 'eventloom.run.failed' })),
    );
    expect(await lint(chain(everyHour, call()))).toEqual([]);
    await app.api('POST', `/workflows/${watcher}/unpublish`);
    expect(codes(await lint(chain(everyHour, call())))).toEqual(['ERROR_PATH_MISSING']);
  });

  it('is not looked for in what is disabled or wrong anyway', async () => {
    expect(await lint(chain(everyHour, { ...call(), disabled: true }))).toEqual([]);
    const { body } = await app.api<Workflow>('POST', '/workflows', {
      name: 'Wrong',
      graph: chain(everyHour, call({ url: '' })),
    });
    expect(codes(body.problems)).toEqual(['PARAM_REQUIRED']);
  });
});
