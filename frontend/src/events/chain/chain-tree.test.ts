import type { EventChain } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { chainLines } from './chain-tree';
import { anEvent, aRun } from './test-chain';

const chain: EventChain = {
  rootEventId: 'order',
  events: [anEvent('order', 0), anEvent('paid', 30, 'bill'), anEvent('sent', 90, 'ship')],
  runs: [
    aRun('ship', 'paid', [40, 45, 95]),
    aRun('bill', 'order', [1, 5, 35]),
    aRun('again', 'order', [900, 910, 950], { replay: true }),
  ],
  isTruncated: false,
};
const drawn = (...args: Parameters<typeof chainLines>): string[] =>
  chainLines(...args).map(
    ({ key, depth, hasMore, isOpen }) => `${'  '.repeat(depth)}${key}${hasMore && !isOpen ? ' +' : ''}`,
  );

describe(chainLines.name, () => {
  it('tells events, their runs and what those published, by time', () => {
    expect(drawn(chain)).toEqual(['order', '  bill', '    paid', '      ship', '        sent', '  again']);
  });

  it('folds what is closed', () => {
    expect(drawn(chain, { closed: new Set(['bill']) })).toEqual(['order', '  bill +', '  again']);
  });

  it('leaves out replays and retries, and all that came of them', () => {
    const retry = aRun('once-more', 'order', [1900, 1910, 1950], { attempt: 2 });
    const events = [...chain.events, anEvent('paid-again', 940, 'again')];
    const more = { ...chain, events, runs: [...chain.runs, retry] };
    expect(drawn(more)).toContain('    paid-again');
    expect(drawn(more, { areRepeatsHidden: true })).toEqual(drawn({ ...chain, runs: chain.runs.slice(0, 2) }));
  });

  it('loses nothing whose cause is not among them', () => {
    const torn: EventChain = {
      ...chain,
      events: [anEvent('sent', 90, 'ship'), anEvent('order', 0)],
      runs: [aRun('late', 'gone', [200])],
      isTruncated: true,
    };
    expect(drawn(torn)).toEqual(['order', 'sent', 'late']);
  });
});
