import type { Held } from '../../broker/held.js';

/** A run that waits for its turn. */
export interface Candidate {
  id: string;
  concurrencyKey: string;
  concurrencyLimit: number | null;
  throttleKey: string;
  throttleLimit: number | null;
  throttlePeriodMs: number | null;
  /** JSON: what it was said to wait for. */
  held: string | null;
}

/** How many runs of a throttle's key began in the period that lies behind, and when the first of these leaves it. */
export interface Begun {
  key: string;
  periodMs: number;
  runs: number;
  opensAt: Date;
}

/** What is taken already. */
export interface Taken {
  /** Runs under way by key of the concurrency limit. */
  slots: ReadonlyMap<string, number>;
  begun: readonly Begun[];
}

export interface Blocked {
  id: string;
  held: Held;
  /** When it may be another matter although no run ends; only for the first of its lane. */
  due: Date | null;
}

export interface Verdict {
  admitted: Candidate[];
  blocked: Blocked[];
}

interface Obstacle {
  type: 'concurrency' | 'throttle';
  due: Date | null;
}

/** Decides which runs begin. In each lane the oldest comes first, and what is in its way is in the way of those behind it. */
export function decideBegins(candidates: readonly Candidate[], taken: Taken): Verdict {
  const slots = new Map(taken.slots);
  const begun = new Map(taken.begun.map((one) => [`${one.periodMs}:${one.key}`, { ...one }]));
  const obstacles = new Map<string, Obstacle>();
  const verdict: Verdict = { admitted: [], blocked: [] };
  for (const candidate of candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const lane = JSON.stringify([candidate.concurrencyKey, candidate.throttleKey]);
    const known = obstacles.get(lane);
    const throttle = begun.get(`${candidate.throttlePeriodMs}:${candidate.throttleKey}`);
    const obstacle = known ?? findObstacle(candidate, slots.get(candidate.concurrencyKey) ?? 0, throttle);
    if (obstacle) {
      obstacles.set(lane, obstacle);
      verdict.blocked.push({ id: candidate.id, held: heldBy(candidate, obstacle), due: known ? null : obstacle.due });
    } else {
      slots.set(candidate.concurrencyKey, (slots.get(candidate.concurrencyKey) ?? 0) + 1);
      if (throttle) throttle.runs += 1;
      verdict.admitted.push(candidate);
    }
  }
  return verdict;
}

function findObstacle(
  { concurrencyLimit, throttleLimit }: Candidate,
  slots: number,
  throttle: Begun | undefined,
): Obstacle | undefined {
  if (concurrencyLimit !== null && slots >= concurrencyLimit) return { type: 'concurrency', due: null };
  if (throttleLimit !== null && throttle && throttle.runs >= throttleLimit)
    return { type: 'throttle', due: throttle.opensAt };
  return undefined;
}

function heldBy({ concurrencyKey, throttleKey }: Candidate, { type }: Obstacle): Held {
  return { type, key: type === 'concurrency' ? concurrencyKey : throttleKey };
}
