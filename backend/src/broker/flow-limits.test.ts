import { describe, expect, it } from 'vitest';
import type { Scope } from '../expressions/scope.js';
import { bindLimits, laneToDecide, limitsOf, placeRun, type FlowLimits } from './flow-limits.js';

function scope(trigger: unknown): Scope {
  return {
    trigger,
    event: { subject: 's-1' },
    steps: {},
    input: trigger,
    vars: {},
    workflow: { id: 'w', name: '' },
    run: { id: '', attempt: 1 },
    now: new Date(0),
  };
}

const place = (limits: FlowLimits, trigger: unknown = {}, gatherAs: string | undefined = 'on') =>
  placeRun(bindLimits(limits), scope(trigger), gatherAs);

describe(limitsOf.name, () => {
  it('takes what limits runs out of the settings', () => {
    expect(limitsOf({ description: 'x', runTimeoutMs: 5 })).toBeNull();
    expect(limitsOf({ tags: [], concurrency: { limit: 1 } })).toEqual({ concurrency: { limit: 1 } });
  });
});

describe(placeRun.name, () => {
  it('has a run wait for its turn under the keys of its event', () => {
    const limits = {
      concurrency: { limit: 2, key: '{{ trigger.customer }}' },
      throttle: { limit: 5, periodMs: 1000, key: '{{ event.subject }}' },
    };
    expect(place(limits, { customer: 'ada' })).toMatchObject({
      stage: 'begin',
      concurrencyKey: 'ada',
      concurrencyLimit: 2,
      throttleKey: 's-1',
      throttleLimit: 5,
      throttlePeriodMs: 1000,
      waitMs: null,
      held: { type: 'concurrency', key: 'ada' },
    });
  });

  it('lets keys name the variables of the workflow', () => {
    const limits = { concurrency: { limit: 2, key: '{{ vars.region }}' }, vars: { region: 'eu' } };
    expect(place(limits)).toMatchObject({ concurrencyKey: 'eu' });
  });

  it('gathers the events of a trigger by their key, before they wait for a turn', () => {
    const limits = { concurrency: { limit: 1 }, batch: { size: 3, waitMs: 50, key: '{{ trigger.shop }}' } };
    expect(place(limits, { shop: 'x' })).toMatchObject({
      stage: 'batch',
      gatherKey: 'on:x',
      batchSize: 3,
      waitMs: 50,
      concurrencyLimit: 1,
      held: { type: 'batch', key: 'x' },
    });
  });

  it('gathers no run that somebody asked for', () => {
    const debounce = { waitMs: 50 };
    expect(placeRun(bindLimits({ debounce }), scope({}), undefined)).toBeUndefined();
    expect(placeRun(bindLimits({ debounce, throttle: { limit: 1, periodMs: 9 } }), scope({}), undefined)).toMatchObject(
      {
        stage: 'begin',
        held: { type: 'throttle', key: '' },
      },
    );
  });

  it.each([
    ['nothing', '{{ trigger.missing }}', ''],
    ['what fails', '{{ trigger.missing.deeper }}', ''],
    ['a number', '{{ trigger.n }}', '7'],
    ['an object', '{{ trigger.o }}', '{"a":1}'],
    ['text that the database cannot store', '{{ trigger.bad }}', 'a\uFFFDb'],
  ])('makes a key of %s', (_, key, expected) => {
    const trigger = { n: 7, o: { a: 1 }, bad: 'a\ud800\0b' };
    expect(place({ concurrency: { limit: 1, key } }, trigger)?.concurrencyKey).toBe(expected);
  });

  it('cuts long keys, and still tells them apart', () => {
    const keyFor = (end: string) =>
      place({ concurrency: { limit: 1, key: '{{ trigger.k }}' } }, { k: 'x'.repeat(5000) + end })?.concurrencyKey;
    expect(keyFor('a')).toHaveLength(200);
    expect(keyFor('a')).not.toBe(keyFor('b'));
  });
});

describe(laneToDecide.name, () => {
  it('names where something may begin at once', () => {
    const lane = (limits: FlowLimits) => {
      const found = place(limits);
      return found && laneToDecide('w', found);
    };
    expect(lane({ debounce: { waitMs: 5 } })).toEqual([]);
    expect(lane({ batch: { size: 2, waitMs: 5 } })).toEqual([{ workflowId: 'w', gather: 'on:' }]);
    expect(lane({ concurrency: { limit: 1 } })).toEqual([{ workflowId: 'w', concurrency: '', throttle: '' }]);
  });
});
