import type { Evaluation } from '../evaluation.js';

/** A date as a clock on the wall shows it. */
export interface WallTime {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const DAY = 86_400_000;
const KEPT = 100;
/** What making a formatter costs, far more than using it. */
const STEPS_OF_NEW = 5_000;
const STEPS_OF_USE = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A time zone of the IANA database, as the runtime knows it; what it is asked counts as steps of the evaluation. */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat | undefined;

  /** @throws TypeError if there is no such zone */
  constructor(
    readonly name: string,
    private readonly evaluation: Evaluation,
  ) {
    this.format = name === 'UTC' ? undefined : this.findFormat();
  }

  /** What has to be added to UTC to get the time there; milliseconds. */
  offsetAt(time: number): number {
    return toUtc(this.wallTimeAt(time)) - time;
  }

  wallTimeAt(time: number): WallTime {
    if (!this.format) return fromUtc(time);
    this.evaluation.spend(STEPS_OF_USE);
    const parts: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(time)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return { year, month, day, hour, minute, second, millisecond: fromUtc(time).millisecond };
  }

  /**
   * The moment at which the clock there shows a time. Of a time that comes twice (clocks set back) it is the first; one
   * that never comes (clocks set forward) is as much later as the clocks were set.
   */
  timeAt(wallTime: WallTime): number {
    const asUtc = toUtc(wallTime);
    if (!this.format) return asUtc;
    const [before, after] = [this.offsetAt(asUtc - DAY), this.offsetAt(asUtc + DAY)];
    const found = [before, after].map((offset) => ({ offset, time: asUtc - offset }));
    return found.find(({ offset, time }) => this.offsetAt(time) === offset)?.time ?? asUtc - before;
  }

  private findFormat(): Intl.DateTimeFormat {
    const known = formats.get(this.name);
    if (known) return known;
    this.evaluation.spend(STEPS_OF_NEW);
    const made = makeFormat(this.name);
    if (formats.size >= KEPT) formats.clear();
    formats.set(this.name, made);
    return made;
  }
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const [number, two] = ['numeric', '2-digit'] as const;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      ...{ year: number, month: two, day: two, hour: two, minute: two, second: two },
    });
  } catch {
    throw new TypeError(
      `There is no time zone "${timeZone.slice(0, 60)}"; one is called "Europe/Berlin", for example.`,
    );
  }
}

/** The milliseconds of a wall time, if it were one in UTC. */
export function toUtc({ year, month, day, hour, minute, second, millisecond }: WallTime): number {
  // Not Date.UTC: that takes the years 0 to 99 for those of the twentieth century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, millisecond);
}

/** The wall time in UTC. */
export function fromUtc(time: number): WallTime {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** `+01:00`, and for none `+00:00`. */
export function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
