import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { until } from './support/until.js';
import {
  chain,
  createWorkflow,
  expectStatus,
  getRun,
  node,
  publishWorkflow,
  runByHand,
  statesOf,
  stepOf,
  waitForRun,
} from './support/workflows.js';

describe('runs that call another workflow', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  async function begin(graph: Graph, payload: unknown = {}): Promise<string> {
    const { id } = await createWorkflow(app, 'Caller', graph);
    return runByHand(app, id, { payload });
  }

  /** The run once it holds nothing and waits. */
  function waits(runId: string): Promise<Run> {
    return until(`run ${runId} waits`, async () => {
      const run = await getRun(app, runId);
      return run.status === 'waiting' && run;
    });
  }

  const start = node('start', 'manual');

  it('go on with its last output, and show the child', async () => {
    const child = await publishWorkflow(
      app,
      'Twice',
      chain(start, node('end', 'set', { values: { twice: '{{ trigger.n * 2 }}' } })),
    );
    const runId = await begin(
      chain(
        start,
        node('call', 'sub-workflow', { workflowId: child, payload: { n: '{{ trigger.n }}' } }),
        node('end', 'set', { values: { got: '{{ input.twice }}' } }),
      ),
      { n: 4 },
    );
    const run = await waitForRun(app, runId);
    expect(stepOf(run, 'end').output).toEqual({ got: 8 });
    const { childRunId = '' } = stepOf(run, 'call');
    expect(await getRun(app, childRunId)).toMatchObject({ status: 'succeeded', parent: { runId, nodeId: 'call' } });
  });

  it('fail with it, unless that is caught', async () => {
    const child = await publishWorkflow(app, 'Broken', chain(start, node('no', 'fail', { message: 'not today' })));
    const runId = await begin(chain(start, node('call', 'sub-workflow', { workflowId: child })));
    const run = await waitForRun(app, runId);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'CHILD_FAILED', nodeId: 'call' } });
    expect(run.error?.message).toContain('not today');
  });

  it('need not wait for it', async () => {
    const child = await publishWorkflow(app, 'Slow', chain(start, node('nap', 'delay', { ms: 60_000 })));
    const runId = await begin(chain(start, node('call', 'sub-workflow', { workflowId: child, wait: false })));
    const run = await waitForRun(app, runId);
    const output = stepOf(run, 'call').output as { runId: string };
    expect((await waits(output.runId)).status).toBe('waiting');
  });

  it('say it when there is no such workflow, or it is not published', async () => {
    const none = await begin(chain(start, node('call', 'sub-workflow', { workflowId: 'none' })));
    expect((await waitForRun(app, none)).error).toMatchObject({ code: 'WORKFLOW_NOT_FOUND' });
  });

  it('stay on the version that they began with, and so do their children', async () => {
    const version = (said: string) =>
      chain(start, node('nap', 'delay', { ms: 1200 }), node('end', 'set', { values: { said } }));
    const child = await publishWorkflow(app, 'Versioned', version('one'));
    const parent = await publishWorkflow(
      app,
      'Caller',
      chain(
        start,
        node('call', 'sub-workflow', { workflowId: child }),
        node('end', 'set', { values: { got: '{{ input.said }}' } }),
      ),
    );
    const runId = await runByHand(app, parent);
    await waits(runId);
    for (const [id, graph] of [
      [child, version('two')],
      [parent, chain(start)],
    ] as const) {
      const { body } = await app.api<{ revision: number }>('GET', `/workflows/${id}`);
      expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: body.revision, graph }), 200);
      expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
    }
    const run = await waitForRun(app, runId);
    expect(stepOf(run, 'end').output).toEqual({ got: 'one' });
    expect(run.workflowVersion).toBe(1);
  });

  it('take their children with them when they are cancelled', async () => {
    const child = await publishWorkflow(app, 'Napping', chain(start, node('nap', 'delay', { ms: 60_000 })));
    const runId = await begin(chain(start, node('call', 'sub-workflow', { workflowId: child })));
    const { childRunId = '' } = await until('the child waits', async () => {
      const step = (await waits(runId)).steps.find(({ nodeId }) => nodeId === 'call');
      return step?.childRunId !== undefined && (await getRun(app, step.childRunId)).status === 'waiting' && step;
    });
    expect((await app.api('POST', `/runs/${runId}/cancel`)).status).toBe(202);
    expect(statesOf(await waitForRun(app, runId))).toMatchObject({ call: 'cancelled' });
    expect((await waitForRun(app, childRunId)).status).toBe('cancelled');
  });
});
