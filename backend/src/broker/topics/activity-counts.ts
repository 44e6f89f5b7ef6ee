/** Of so many sources a topic is counted one by one in a minute; those that come later are counted together. */
const MAX_SOURCES = 100;

/** Names of sources are cut: an index of the database takes no longer ones. */
const MAX_SOURCE = 200;

/** What events of the others are counted under. */
export const OTHER_SOURCES = '';

export interface ActivityCount {
  type: string;
  source: string;
  events: number;
}

/** Counts events by topic and source, in bounded memory however many sources there are. */
export class ActivityCounts {
  private byType = new Map<string, Map<string, number>>();
  private minute = 0;

  add(type: string, source: string, events = 1): void {
    const counts = this.byType.get(type) ?? new Map<string, number>();
    if (counts.size === 0) this.byType.set(type, counts);
    const cut = source.slice(0, MAX_SOURCE);
    const name = counts.has(cut) || counts.size < MAX_SOURCES ? cut : OTHER_SOURCES;
    counts.set(name, (counts.get(name) ?? 0) + events);
  }

  /**
   * What was counted since the last time. Which sources are counted by name stays the same within a minute.
   *
   * @param now milliseconds since the epoch
   */
  take(now: number): ActivityCount[] {
    const taken: ActivityCount[] = [];
    for (const [type, counts] of this.byType)
      for (const [source, events] of counts) {
        if (events > 0) taken.push({ type, source, events });
        counts.set(source, 0);
      }
    const minute = Math.floor(now / 60_000);
    if (minute !== this.minute) this.byType.clear();
    this.minute = minute;
    return taken;
  }
}
