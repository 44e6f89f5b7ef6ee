import type { Evaluation } from '../evaluation.js';

/** The names of months, days and halves of the day in one language. */
export interface DateNames {
  months: readonly string[];
  shortMonths: readonly string[];
  /** From Monday. */
  days: readonly string[];
  shortDays: readonly string[];
  am: string;
  pm: string;
}

const KEPT = 50;
const STEPS_OF_NEW = 50_000;
const names = new Map<string, DateNames>();

/**
 * @param locale a language tag such as `de` or `pt-BR`
 * @throws RangeError if it is none
 */
export function dateNamesOf(locale: string, evaluation: Evaluation): DateNames {
  const known = names.get(locale);
  if (known) return known;
  evaluation.spend(STEPS_OF_NEW);
  const made = makeNames(locale);
  if (names.size >= KEPT) names.clear();
  names.set(locale, made);
  return made;
}

function makeNames(locale: string): DateNames {
  const show = (date: Date, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormatPart[] =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options }).formatToParts(date);
  // The name as it stands in a date: some languages bend it there.
  const month = (index: number, style: 'long' | 'short'): string =>
    show(new Date(Date.UTC(2024, index, 1)), { month: style, day: 'numeric' }).find(({ type }) => type === 'month')
      ?.value ?? '';
  // The first of January 2024 was a Monday.
  const day = (index: number, style: 'long' | 'short'): string =>
    show(new Date(Date.UTC(2024, 0, 1 + index)), { weekday: style }).find(({ type }) => type === 'weekday')?.value ??
    '';
  const half = (hour: number): string =>
    show(new Date(Date.UTC(2024, 0, 1, hour)), { hour: 'numeric', hourCycle: 'h12' }).find(
      ({ type }) => type === 'dayPeriod',
    )?.value ?? (hour < 12 ? 'AM' : 'PM');
  const all = (count: number, make: (index: number) => string): string[] =>
    Array.from({ length: count }, (_, index) => make(index));
  return {
    months: all(12, (index) => month(index, 'long')),
    shortMonths: all(12, (index) => month(index, 'short')),
    days: all(7, (index) => day(index, 'long')),
    shortDays: all(7, (index) => day(index, 'short')),
    am: half(0),
    pm: half(12),
  };
}
