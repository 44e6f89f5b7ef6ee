/** What may be in memory at once, of all sources together. */
export interface RoomLimits {
  events: number;
  bytes: number;
  /** How much of it a single source may have. */
  share: number;
}

/** Who has too much in memory for anything more to come in. */
export type Crowd = 'all' | 'source';

interface Amount {
  events: number;
  bytes: number;
}

/** The place that a request has from its arrival to its answer. */
export interface Place extends Readonly<Amount> {
  /** @returns who has too much already, without this place; it grew all the same */
  grow(by: Partial<Amount>): Crowd | undefined;
  /** Gives the place up; once more does nothing. */
  leave(): void;
}

/** Keeps account of the events that are in memory and not answered for yet, by the source that they come from. */
export class WaitingRoom {
  private readonly all: Amount = { events: 0, bytes: 0 };
  private readonly bySource = new Map<string, Amount>();

  constructor(private readonly limits: RoomLimits) {}

  get amount(): Readonly<Amount> {
    return this.all;
  }

  /** Who has too much for another request of a source, whatever its size: a large one that is alone is let in. */
  crowdFor(source: string, own: Readonly<Amount> = { events: 0, bytes: 0 }): Crowd | undefined {
    const { events, bytes, share } = this.limits;
    if (this.all.events - own.events >= events || this.all.bytes - own.bytes >= bytes) return 'all';
    const its = this.bySource.get(source);
    if (!its) return undefined;
    const isCrowd = its.events - own.events >= events * share || its.bytes - own.bytes >= bytes * share;
    return isCrowd ? 'source' : undefined;
  }

  enter(source: string, bytes: number): Place {
    const place = new RoomPlace(this, source);
    place.grow({ events: 1, bytes });
    return place;
  }

  /** For places only. */
  change(source: string, { events, bytes }: Amount): void {
    const its = this.bySource.get(source) ?? { events: 0, bytes: 0 };
    add(this.all, events, bytes);
    add(its, events, bytes);
    if (its.events > 0) this.bySource.set(source, its);
    else this.bySource.delete(source);
  }
}

function add(amount: Amount, events: number, bytes: number): void {
  amount.events += events;
  amount.bytes += bytes;
}

class RoomPlace implements Place {
  events = 0;
  bytes = 0;
  private isLeft = false;

  constructor(
    private readonly room: WaitingRoom,
    private readonly source: string,
  ) {}

  grow({ events = 0, bytes = 0 }: Partial<Amount>): Crowd | undefined {
    if (this.isLeft) return undefined;
    this.events += events;
    this.bytes += bytes;
    this.room.change(this.source, { events, bytes });
    return this.room.crowdFor(this.source, this);
  }

  leave(): void {
    if (this.isLeft) return;
    this.isLeft = true;
    this.room.change(this.source, { events: -this.events, bytes: -this.bytes });
  }
}
