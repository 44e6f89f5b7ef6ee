import { describe, expect, it } from 'vitest';
import type { ShownRun, ShownStep } from '../../api/queries';
import { takeResults } from './take-results';

const stepOf = (nodeId: string, more: Partial<ShownStep> = {}): ShownStep => ({
  nodeId,
  nodeType: 'set',
  status: 'succeeded',
  startedAt: '2026-01-01T00:00:01.000Z',
  finishedAt: '2026-01-01T00:00:02.000Z',
  output: nodeId,
  attempts: [],
  ...more,
});
const runOf = (steps: ShownStep[], more: Partial<ShownRun> = {}): ShownRun => ({
  id: 'run',
  workflowId: 'w',
  workflowName: '',
  workflowVersion: null,
  status: 'succeeded',
  eventId: 'event',
  trigger: 'start',
  attempt: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  steps,
  graph: { nodes: [], edges: [] },
  retryOf: null,
  parent: null,
  waitingFor: [],
  ...more,
});

describe(takeResults.name, () => {
  it('keeps what each step came to, and of a loop the first iteration', () => {
    const run = runOf([
      stepOf('a', { iteration: '0' }),
      stepOf('a', { iteration: '1', output: 'second' }),
      stepOf('b'),
    ]);
    const results = takeResults({}, run);
    expect(Object.keys(results)).toEqual(['a', 'b']);
    expect(results['a']).toMatchObject({ output: 'a', iteration: '0', runId: 'run', eventId: 'event' });
  });

  it('keeps what all iterations of a loop wrote', () => {
    const wrote = (text: string) => ({ logs: [{ at: '2026-01-01T00:00:01.500Z', level: 'info' as const, text }] });
    const run = runOf([
      stepOf('a', { iteration: '0', ...wrote('one') }),
      stepOf('a', { iteration: '1', ...wrote('two') }),
    ]);
    expect(takeResults({}, run)['a']?.logs?.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('leaves out what is not over, and what a test was given', () => {
    const run = runOf([stepOf('a'), stepOf('b', { status: 'running' }), stepOf('c')], {
      test: { only: 'c', pinned: ['a'] },
    });
    expect(Object.keys(takeResults({}, run))).toEqual(['c']);
  });

  it('does not replace what is newer', () => {
    const later = takeResults({}, runOf([stepOf('a', { finishedAt: '2026-02-01T00:00:00.000Z' })], { id: 'later' }));
    expect(takeResults(later, runOf([stepOf('a')]))).toBe(later);
  });
});
