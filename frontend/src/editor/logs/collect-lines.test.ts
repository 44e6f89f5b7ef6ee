import type { LogLine } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import type { StepResult } from '../testing/testing-store';
import { collectLines } from './collect-lines';

const line = (second: number, text: string): LogLine => ({
  at: `2026-01-01T00:00:0${second}.000Z`,
  level: 'info',
  text,
});
const wrote = (...logs: LogLine[]): StepResult => ({
  eventId: 'event',
  at: '2026-01-01T00:00:09.000Z',
  graph: { nodes: [], edges: [] },
  status: 'succeeded',
  logs,
});

describe(collectLines.name, () => {
  it('puts what several steps wrote into the order of time', () => {
    const results = { a: wrote(line(1, 'first'), line(4, 'last')), b: wrote(line(2, 'between')) };
    expect(collectLines(results, ['b', 'a']).map(({ nodeId, text }) => [nodeId, text])).toEqual([
      ['a', 'first'],
      ['b', 'between'],
      ['a', 'last'],
    ]);
  });

  it('leaves out steps that were deleted since', () => {
    expect(collectLines({ gone: wrote(line(1, 'x')) }, ['a'])).toEqual([]);
  });
});
