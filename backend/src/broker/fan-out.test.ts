import { describe, expect, it } from 'vitest';
import type { Conditions } from '../contract/index.js';
import { bindSubscription, type BoundSubscription, type SubscriptionSpec } from './bound-subscription.js';
import { prepareEvent, type PreparedEvent } from './fan-out.js';
import type { NewEvent } from './new-event.js';

const NOW = new Date('2026-01-02T03:04:05.678Z');

function subscription(workflowId: string, pattern: string, more: Partial<SubscriptionSpec> = {}): BoundSubscription {
  return bindSubscription({
    workflowId,
    versionId: `${workflowId}-v1`,
    nodeId: 'on',
    nodeType: 'event',
    pattern,
    source: null,
    filter: null,
    route: null,
    params: {},
    limits: null,
    ordering: null,
    ...more,
  });
}

function prepare(event: Partial<NewEvent>, published: readonly BoundSubscription[] = []): PreparedEvent {
  const about = (topic: string) => published.filter(({ isAbout }) => isAbout(topic));
  const isPaused = (workflowId: string) => workflowId === 'resting';
  const of = (workflowId: string, nodeId: string) =>
    published.find((one) => one.workflowId === workflowId && one.nodeId === nodeId);
  const table = { about, isPaused, of };
  return prepareEvent({ type: 'order.created', source: '/shop', data: { total: 5 }, ...event }, table, NOW);
}

const heardBy = ({ runs }: PreparedEvent): string[] => runs.map(({ workflowId, nodeId }) => `${workflowId}.${nodeId}`);
const total = (operator: 'gt' | 'lt', right: number): Conditions => ({
  all: [{ left: '{{ event.data.total }}', operator, right }],
});

describe(prepareEvent.name, () => {
  it('makes a run for every subscription about the topic', () => {
    const published = [subscription('a', 'order.created'), subscription('b', 'order.*'), subscription('c', 'user.>')];
    const prepared = prepare({}, published);
    expect(heardBy(prepared)).toEqual(['a.on', 'b.on']);
    expect(prepared.runs[0]).toMatchObject({ versionId: 'a-v1', wantsOutput: false });
    expect(new Set(prepared.runs.map(({ id }) => id)).size).toBe(2);
    expect(prepared.refused).toEqual([]);
  });

  it('makes two runs for a workflow that listens twice', () => {
    const published = [subscription('a', 'order.>'), subscription('a', 'order.created', { nodeId: 'too' })];
    expect(heardBy(prepare({}, published))).toEqual(['a.on', 'a.too']);
  });

  it('holds the run of a paused workflow, but neither one that somebody asked for nor that of a draft', () => {
    const resting = subscription('resting', 'order.created');
    expect(prepare({ answerFrom: 'resting' }, [resting]).runs).toMatchObject([
      { held: '{"type":"paused"}', evenIfPaused: false },
    ]);
    const direct = { workflowId: 'resting', versionId: 'v', nodeId: 'start' };
    expect(prepare({ direct }).runs).toMatchObject([{ held: '{"type":"paused"}' }]);
    expect(prepare({ direct: { ...direct, evenIfPaused: true } }).runs).toMatchObject([
      { held: null, evenIfPaused: true },
    ]);
    expect(prepare({ draft: { workflowId: 'resting', subscriptions: [resting] } }).runs).toMatchObject([
      { held: null, evenIfPaused: true },
    ]);
  });

  it('is stored as JSON, at the time that it names or else now', () => {
    expect(prepare({})).toMatchObject({ data: '{"total":5}', time: '2026-01-02T03:04:05.678Z' });
    expect(prepare({ data: undefined, time: '2020-01-01T00:00:00Z' })).toMatchObject({
      data: 'null',
      time: '2020-01-01T00:00:00Z',
    });
  });

  it('begins a chain of its own, or goes on with that of the run that published it', () => {
    const alone = prepare({});
    expect(alone.rootId).toBe(alone.id);
    const cause = { runId: 'run', nodeId: 'tell', rootId: 'root', hops: 3 };
    expect(prepare({ cause }).rootId).toBe('root');
  });

  describe('of a source', () => {
    it('is for those who ask for that source, or for any', () => {
      const published = [subscription('a', '>'), subscription('b', '>', { source: '/shop' })];
      const other = subscription('c', '>', { source: '/other' });
      const prepared = prepare({}, [...published, other]);
      expect(heardBy(prepared)).toEqual(['a.on', 'b.on']);
      expect(prepared.refused).toEqual([]);
    });
  });

  describe('with a filter', () => {
    it('says which clause refused it, with what it was compared to', () => {
      const prepared = prepare({}, [subscription('a', '>', { filter: total('gt', 100) })]);
      expect(prepared.runs).toEqual([]);
      expect(prepared.refused).toEqual([{ workflowId: 'a', nodeId: 'on', reason: 'the filter was not met: 5 gt 100' }]);
    });

    it('runs where the filter holds', () => {
      expect(heardBy(prepare({}, [subscription('a', '>', { filter: total('lt', 100) })]))).toEqual(['a.on']);
    });

    it('sees the whole envelope, with the id that the producer gave', () => {
      const filter: Conditions = {
        all: [
          { left: '{{ event.id }}', operator: 'eq', right: 'evt-1' },
          { left: '{{ event.type }}', operator: 'eq', right: 'order.created' },
          { left: '{{ event.source }}', operator: 'eq', right: '/shop' },
          { left: '{{ event.subject }}', operator: 'eq', right: 'order-7' },
          { left: '{{ event.time }}', operator: 'eq', right: NOW.toISOString() },
          { left: '{{ trigger.total + input.total }}', operator: 'eq', right: 10 },
        ],
      };
      const published = [subscription('a', '>', { filter })];
      const prepared = prepare({ externalId: 'evt-1', subject: 'order-7' }, published);
      expect(prepared.refused).toEqual([]);
      expect(heardBy(prepared)).toEqual(['a.on']);
    });

    it('refuses with the error of a filter that cannot be evaluated', () => {
      const filter: Conditions = { all: [{ left: '{{ event.data.a.b.c }}', operator: 'eq', right: 1 }] };
      const { refused, runs } = prepare({}, [subscription('a', '>', { filter }), subscription('b', '>')]);
      expect(refused).toMatchObject([{ workflowId: 'a' }]);
      expect(refused[0]?.reason).toMatch(/^the filter could not be evaluated: .+/);
      expect(runs).toMatchObject([{ workflowId: 'b' }]);
    });
  });

  describe('for a run by hand', () => {
    const direct = { workflowId: 'a', versionId: 'a-draft', nodeId: 'on' };

    it('goes to the trigger that was named, whatever its topic, source and filter', () => {
      const published = [subscription('a', '>', { filter: total('gt', 100), source: '/other' })];
      const prepared = prepare({ direct }, published);
      expect(prepared.runs).toMatchObject([{ workflowId: 'a', nodeId: 'on', versionId: 'a-draft' }]);
      expect(prepared.refused).toEqual([]);
    });

    it('goes there once, and to everybody else who listens', () => {
      const published = [subscription('a', '>'), subscription('a', '>', { nodeId: 'too' }), subscription('b', '>')];
      expect(heardBy(prepare({ direct }, published))).toEqual(['a.on', 'a.too', 'b.on']);
    });
  });

  describe('for a draft that is tried out', () => {
    const draft = {
      workflowId: 'a',
      subscriptions: [
        subscription('a', 'order.*', { versionId: 'a-draft', nodeId: 'new' }),
        subscription('a', 'user.*', { versionId: 'a-draft', nodeId: 'other' }),
      ],
    };

    it('is heard by the triggers of the draft instead of those of its published version', () => {
      const published = [subscription('a', 'order.created'), subscription('b', 'order.created')];
      const prepared = prepare({ draft }, published);
      expect(heardBy(prepared)).toEqual(['b.on', 'a.new']);
      expect(prepared.runs[1]?.versionId).toBe('a-draft');
    });
  });

  it('marks the run that somebody waits for', () => {
    const published = [subscription('a', '>'), subscription('b', '>')];
    expect(prepare({ answerFrom: 'b' }, published).runs.map(({ wantsOutput }) => wantsOutput)).toEqual([false, true]);
  });

  describe('with a key', () => {
    const hash = (event: Partial<NewEvent>): string => prepare({ key: 'k', ...event }).bodyHash;

    it('is the same event if topic and data are the same', () => {
      expect(hash({})).toBe(hash({ source: '/elsewhere', time: '2020-01-01T00:00:00Z' }));
      expect(hash({})).not.toBe(hash({ data: { total: 6 } }));
      expect(hash({})).not.toBe(hash({ type: 'order.paid' }));
    });

    it('is the same request if what identifies it is, whatever its headers say', () => {
      const identity = ['POST', { total: 5 }];
      const first = hash({ identity, data: { headers: { date: '1' } } });
      expect(hash({ identity, data: { headers: { date: '2' } } })).toBe(first);
      expect(hash({ identity: ['POST', { total: 6 }], data: { headers: { date: '1' } } })).not.toBe(first);
    });

    it('has no hash without one', () => expect(prepare({}).bodyHash).toBe(''));
  });
});
