import { describe, expect, it } from 'vitest';
import type { Run, Step } from '../../contract/index.js';
import { previewRun } from './preview-run.js';
import { readPart } from './read-part.js';

function step(nodeId: string, more: Partial<Step> = {}): Step {
  return { nodeId, nodeType: 'set', status: 'succeeded', startedAt: null, finishedAt: null, attempts: [], ...more };
}

function run(...steps: Step[]): Run {
  return {
    id: 'r1',
    workflowId: 'w1',
    workflowName: 'Orders',
    workflowVersion: 1,
    status: 'succeeded',
    eventId: 'e1',
    trigger: 'start',
    attempt: 1,
    createdAt: '2026-01-02T03:04:05.678Z',
    startedAt: null,
    finishedAt: null,
    steps,
    graph: { nodes: [], edges: [] },
    retryOf: null,
    parent: null,
    waitingFor: [],
  };
}

describe(previewRun.name, () => {
  it('leaves data of ordinary sizes as it is', () => {
    const ordinary = run(step('start', { output: { a: 1 } }), step('next', { input: { a: 1 }, output: null }));
    expect(previewRun(ordinary)).toEqual(ordinary);
  });

  it('cuts what is over 64 KB, and tells how much there is and where', () => {
    const { steps } = previewRun(run(step('big', { iteration: '3.1', input: 1, output: 'x'.repeat(100_000) })));
    expect(steps[0]).toMatchObject({
      input: 1,
      outputPreview: {
        bytes: 100_002,
        ref: '/api/v1/runs/r1/steps/big/data?part=output&iteration=3.1',
        cuts: [{ pointer: '', size: 100_000 }],
      },
    });
    expect(JSON.stringify(steps).length).toBeLessThan(66_000);
  });

  it('leaves further values out once a run has no room left, but for the least', () => {
    const steps = Array.from({ length: 100 }, (_, n) => step(`s${n}`, { input: n, output: 'x'.repeat(1000) }));
    const shown = previewRun(run(...steps), 10_000).steps;
    expect(shown[0]?.output).toHaveLength(1000);
    expect(shown[99]).toMatchObject({ input: 99, outputPreview: { bytes: 1002, cuts: [] } });
    expect(shown[99]).not.toHaveProperty('output');
  });
});

describe(readPart.name, () => {
  const data = { 'a/b': [1, { deep: 'x'.repeat(50) }], none: null };
  const at = (pointer: string, offset = 0) => readPart(data, { pointer, offset }, 1000);

  it('finds what a pointer names', () => {
    expect(at('')).toMatchObject({ value: data, cuts: [] });
    expect(at('/a~1b/1/deep', 48)).toEqual({ value: 'xx', bytes: 52, cuts: [] });
    expect(at('/none')).toEqual({ value: null, bytes: 4, cuts: [] });
  });

  it.each(['/missing', '/a~1b/2', '/a~1b/length', '/toString', '/none/a'])('finds nothing at %s', (pointer) =>
    expect(at(pointer)).toBeUndefined(),
  );
});
