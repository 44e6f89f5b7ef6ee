import type { Envelope } from './bound-subscription.js';
import type { EventWait, WaitKey } from './event-waits.repository.js';
import { compilePattern, type TopicMatcher } from './topic-pattern.js';
import { compileWait, type Judge } from './wait-conditions.js';

/** A wait with its conditions compiled; every event of its topic fits one without. */
export interface BoundWait {
  wait: EventWait;
  judge: Judge | undefined;
}

/** Steps that wait for events, by the pattern that they wait for. */
export class WaitTable {
  private byPattern = new Map<string, { isAbout: TopicMatcher; waits: Map<string, BoundWait> }>();
  private byKey = new Map<string, BoundWait>();

  all(): EventWait[] {
    return [...this.byKey.values()].map(({ wait }) => wait);
  }

  has(key: WaitKey): boolean {
    return this.byKey.has(keyOf(key));
  }

  replace(waits: readonly EventWait[]): void {
    this.byPattern = new Map();
    this.byKey = new Map();
    for (const wait of waits) this.add(wait);
  }

  add(wait: EventWait): void {
    const bound = { wait, judge: wait.match ? compileWait(wait.match) : undefined };
    const group = this.byPattern.get(wait.pattern) ?? { isAbout: compilePattern(wait.pattern), waits: new Map() };
    group.waits.set(keyOf(wait), bound);
    this.byPattern.set(wait.pattern, group);
    this.byKey.set(keyOf(wait), bound);
  }

  delete(key: WaitKey): void {
    const bound = this.byKey.get(keyOf(key));
    if (!bound) return;
    this.byKey.delete(keyOf(key));
    const group = this.byPattern.get(bound.wait.pattern);
    group?.waits.delete(keyOf(key));
    if (group?.waits.size === 0) this.byPattern.delete(bound.wait.pattern);
  }

  /** The steps that wait for an event of a topic; whether one fits is for its judge to say. */
  about(topic: string): BoundWait[] {
    const found: BoundWait[] = [];
    for (const { isAbout, waits } of this.byPattern.values()) if (isAbout(topic)) found.push(...waits.values());
    return found;
  }

  /** Whether a step waits for this very event. */
  fits(key: WaitKey, envelope: Envelope): boolean {
    const bound = this.byKey.get(keyOf(key));
    if (!bound) return false;
    const isAbout = this.byPattern.get(bound.wait.pattern)?.isAbout(envelope.type) ?? false;
    return isAbout && (bound.judge?.(envelope) ?? true);
  }
}

function keyOf({ runId, nodeId, iteration }: WaitKey): string {
  return `${runId}/${nodeId}/${iteration}`;
}
