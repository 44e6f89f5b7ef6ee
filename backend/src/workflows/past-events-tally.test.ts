import { describe, expect, it } from 'vitest';
import { bindSubscription } from '../broker/bound-subscription.js';
import type { EventRow } from '../broker/event-attributes.js';
import { PastEventsTally } from './past-events-tally.js';

const trigger = (nodeId: string, pattern: string, source: string | null = null) =>
  bindSubscription({
    workflowId: 'w',
    versionId: 'v',
    nodeId,
    nodeType: 'event',
    pattern,
    source,
    filter: null,
    route: null,
    params: {},
    limits: null,
    ordering: null,
  });

const event = (more: Partial<EventRow>): EventRow => ({
  attributes: null,
  id: 'e',
  externalId: null,
  type: 'a.b',
  source: '/here',
  subject: null,
  time: new Date('2026-01-01T00:00:00Z'),
  data: '{}',
  ...more,
});

const never = () => false;

describe(PastEventsTally.name, () => {
  it('counts an event once, however many triggers want it', () => {
    const tally = new PastEventsTally([
      trigger('one', 'a.*'),
      trigger('two', 'a.b'),
      trigger('there', 'a.*', '/there'),
    ]);
    tally.add(event({}), never);
    const { matching, scanned, triggers, samples } = tally.tell(true, 1);
    expect({ matching, scanned }).toEqual({ matching: 1, scanned: 1 });
    expect(triggers.map(({ nodeId, matching, refused }) => [nodeId, matching, refused])).toEqual([
      ['one', 1, 0],
      ['two', 1, 0],
      ['there', 0, 1],
    ]);
    expect(samples).toEqual([{ eventId: 'e', type: 'a.b', time: '2026-01-01T00:00:00.000Z', matches: true }]);
  });

  it('neither wants nor refuses again what a trigger has had', () => {
    const tally = new PastEventsTally([trigger('one', 'a.*'), trigger('two', 'a.*')]);
    tally.add(event({ id: 'half' }), (nodeId) => nodeId === 'one');
    tally.add(event({ id: 'all' }), () => true);
    const { matching, triggers, samples } = tally.tell(true, 1);
    expect(matching).toBe(1);
    expect(triggers).toMatchObject([
      { matching: 0, refused: 0 },
      { matching: 1, refused: 0 },
    ]);
    expect(samples[1]?.reason).toContain('a run for this event already');
  });

  it('keeps the first and the last time, a few samples, and how long it takes', () => {
    const tally = new PastEventsTally([trigger('one', 'a.*')]);
    for (let day = 28; day > 0; day -= 1) tally.add(event({ time: new Date(Date.UTC(2026, 1, day)) }), never);
    const { oldest, newest, samples, seconds, isComplete } = tally.tell(false, 10);
    expect([oldest, newest]).toEqual(['2026-02-01T00:00:00.000Z', '2026-02-28T00:00:00.000Z']);
    expect(samples).toHaveLength(20);
    expect(samples[0]?.time).toBe(newest);
    expect({ seconds, isComplete }).toEqual({ seconds: 3, isComplete: false });
  });
});
