import { describe, expect, it } from 'vitest';
import type { CatchUp } from '../../contract/index.js';
import { dueTimes } from './due-times.js';
import type { Schedule } from './schedule.entity.js';

const at = (time: string) => new Date(`2026-01-01T${time}Z`);

function schedule(given: Partial<Schedule>): Schedule {
  return {
    id: 's',
    workflowId: 'w',
    nodeId: 'n',
    versionId: 'v',
    label: null,
    cron: '0 * * * * *',
    everyMs: null,
    timezone: 'UTC',
    catchUp: 'skip',
    paused: false,
    anchor: at('00:00:00'),
    nextDueAt: at('12:00:00'),
    lastFiredAt: null,
    ...given,
  };
}

function due(given: Partial<Schedule>, now: string, missedUntil?: string) {
  const { fires, next } = dueTimes(schedule(given), at(now), missedUntil === undefined ? undefined : at(missedUntil));
  return [...fires.map((time) => time.toISOString().slice(11, 19)), '>', next?.toISOString().slice(11, 19)];
}

describe(dueTimes.name, () => {
  it('fires for the time that has come, and goes on to the next', () => {
    expect(due({}, '12:00:00.004')).toEqual(['12:00:00', '>', '12:01:00']);
    expect(due({ cron: null, everyMs: 90_000 }, '12:00:00.004')).toEqual(['12:00:00', '>', '12:01:30']);
  });

  it('fires for nothing before its time, or if there is none', () => {
    expect(due({}, '11:59:59.999')).toEqual(['>', '12:00:00']);
    expect(due({ nextDueAt: null }, '12:00:00')).toEqual(['>', undefined]);
  });

  it.each<CatchUp>(['skip', 'last', 'all'])('fires for all that is late where somebody was there (%s)', (catchUp) => {
    expect(due({ catchUp }, '12:02:10')).toEqual(['12:00:00', '12:01:00', '12:02:00', '>', '12:03:00']);
  });

  it.each<[CatchUp, string[]]>([
    ['skip', []],
    ['last', ['12:02:00']],
    ['all', ['12:00:00', '12:01:00', '12:02:00']],
  ])('does with what was missed what it is told to (%s)', (catchUp, fires) => {
    expect(due({ catchUp }, '12:02:10', '12:02:10')).toEqual([...fires, '>', '12:03:00']);
    expect(due({ catchUp, cron: null, everyMs: 60_000 }, '12:02:10', '12:02:10')).toEqual([...fires, '>', '12:03:00']);
  });

  it('fires for what has come due since the stop ended', () => {
    expect(due({}, '12:02:10', '12:01:30')).toEqual(['12:02:00', '>', '12:03:00']);
    expect(due({}, '12:00:01', '11:59:00')).toEqual(['12:00:00', '>', '12:01:00']);
  });

  it('makes up for a hundred at most, the newest', () => {
    const { fires, next } = dueTimes(schedule({ catchUp: 'all', cron: '* * * * * *' }), at('12:10:00'), at('12:10:00'));
    expect([fires.length, fires[0], fires[99], next]).toEqual([100, at('12:08:21'), at('12:10:00'), at('12:10:01')]);
  });

  it('takes its time with very many that are late, and loses none', () => {
    const every = schedule({ cron: '* * * * * *' });
    const { fires, next } = dueTimes(every, at('12:10:00'), undefined);
    expect([fires.length, fires[0], next]).toEqual([100, at('12:00:00'), at('12:01:40')]);
    expect(dueTimes({ ...every, nextDueAt: next }, at('12:10:00'), undefined).fires[0]).toEqual(at('12:01:40'));
  });

  it('ends with the last time that there is', () => {
    expect(due({ cron: '0 0 30 2 *' }, '12:00:01')).toEqual(['>', undefined]);
  });
});
