import type { Job } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { progressPercent, progressText } from './job-words';

const job: Job = {
  id: 'j1',
  kind: 'replay',
  title: 'Replay order.created',
  status: 'running',
  total: 40,
  done: 12,
  failed: 0,
  createdAt: '2026-11-24T12:00:00.000Z',
  startedAt: '2026-11-24T12:00:00.000Z',
  finishedAt: null,
};

describe(progressText.name, () => {
  it('says how far a job is', () => {
    expect(progressText({ ...job, status: 'queued' })).toBe('Waiting to begin');
    expect(progressText(job)).toBe('12 of 40 events');
    expect(progressText({ ...job, total: null, done: 1200 })).toBe('1,200 events');
    expect(progressText({ ...job, kind: 'retry-runs', failed: 2 })).toBe('12 of 40 runs, 2 failed');
  });

  it('says what came of it', () => {
    const over = { ...job, status: 'succeeded', done: 40 } as const;
    expect(progressText(over)).toBe('40 events replayed');
    expect(progressText({ ...over, total: 1, done: 1 })).toBe('1 event replayed');
    expect(progressText({ ...over, kind: 'replay-dead-letters', failed: 3 })).toBe(
      '37 dead letters replayed, 3 failed',
    );
    expect(progressText({ ...over, total: 0, done: 0 })).toBe('No event matched');
    expect(progressText({ ...job, status: 'cancelled' })).toBe('Cancelled after 12 of 40 events');
    expect(progressText({ ...job, status: 'failed', error: 'The disk is full.' })).toBe(
      'Broken off after 12 of 40 events: The disk is full.',
    );
  });
});

describe(progressPercent.name, () => {
  it('is not known before the total is', () => {
    expect(progressPercent(job)).toBe(30);
    expect(progressPercent({ ...job, total: null })).toBeUndefined();
    expect(progressPercent({ ...job, total: 0, done: 0 })).toBe(0);
    expect(progressPercent({ ...job, total: 0, done: 0, status: 'succeeded' })).toBe(100);
  });
});
