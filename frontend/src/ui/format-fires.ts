/** Points in time by the clock of a time zone, each with no more of the date than differs from the one before. */
export function formatFires(times: readonly string[], timezone: string): string[] {
  const dates = times.map((time) => new Date(time));
  const wantsSeconds = dates.some((date) => date.getSeconds() !== 0);
  const second = wantsSeconds ? ({ second: '2-digit' } as const) : {};
  const clock = formatter({ hour: '2-digit', minute: '2-digit', ...second, timeZone: timezone });
  const day = formatter({ weekday: 'short', day: 'numeric', month: 'short', timeZone: timezone });
  const year = formatter({ year: 'numeric', timeZone: timezone });
  const thisYear = year.format(new Date());
  return dates.map((date, index) => {
    const before = dates[index - 1];
    if (before && day.format(before) === day.format(date) && year.format(before) === year.format(date))
      return clock.format(date);
    const ofYear = year.format(date) === (before ? year.format(before) : thisYear) ? '' : ` ${year.format(date)}`;
    return `${day.format(date)}${ofYear}, ${clock.format(date)}`;
  });
}

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, { ...options, hourCycle: 'h23' });
}
