import { setTimeout as sleep } from 'node:timers/promises';
import { load } from './load.js';
import type { LoadResult } from './load-client.js';
import type { Target } from './target.js';

const WARM_UP_MS = 2000;

/** Runs that do not end within this time are given up; milliseconds. */
const END_TIMEOUT_MS = 300_000;

export interface RoundOptions {
  connections: number;
  milliseconds: number;
}

/** What one round of load found out. */
export interface Round extends LoadResult {
  /** Answered requests a second. */
  accepted: number;
  /** Requests a second until the last of their runs had ended. */
  completed: number;
}

/** Loads a target, and waits until all that it was asked for has ended. */
export async function measureRound(target: Target, options: RoundOptions): Promise<Round> {
  const { host, port, path, headers = {}, body } = target;
  const before = (await target.ended?.()) ?? 0;
  const begun = performance.now();
  const result = await load({ host, port, path, headers, body, ...options });
  if (target.ended) await untilEnded(target.ended, before + result.requests - result.refused);
  const seconds = (performance.now() - begun) / 1000;
  return { ...result, accepted: result.requests / (result.elapsed / 1000), completed: result.requests / seconds };
}

/**
 * Loads several targets in turn, round after round, so that what else happens on the machine meets all of them.
 * @returns the rounds of each target
 */
export async function measureInTurns(
  targets: readonly Target[],
  rounds: number,
  options: RoundOptions,
): Promise<Round[][]> {
  const measured = targets.map((): Round[] => []);
  for (const target of targets) await measureRound(target, { ...options, milliseconds: WARM_UP_MS });
  for (let round = 0; round < rounds; round += 1) {
    const turns = targets.map((target, index) => ({ target, index }));
    // Forth and back, since a machine may get slower all the time.
    for (const { target, index } of round % 2 === 0 ? turns : turns.reverse())
      measured[index]?.push(await measureRound(target, options));
  }
  return measured;
}

/** Waits until so many runs have ended. */
export async function untilEnded(ended: () => Promise<number>, count: number): Promise<void> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (let found = await ended(); found < count; found = await ended()) {
    if (Date.now() > deadline) throw new Error(`only ${found} of ${count} runs have ended`);
    await sleep(20);
  }
}
