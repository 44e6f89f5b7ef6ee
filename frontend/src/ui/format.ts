const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in milliseconds as people say it: `87 ms`, `1.2 s`, `3 m 20 s`, `2 h 5 m`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < SECOND) return `${whole} ms`;
  if (whole < 9_950) return `${(whole / SECOND).toFixed(1)} s`;
  const seconds = Math.round(whole / SECOND);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(seconds, 60, 'm', 's');
  const minutes = Math.round(whole / MINUTE);
  if (minutes < 24 * 60) return pair(minutes, 60, 'h', 'm');
  return pair(Math.round(whole / HOUR), 24, 'd', 'h');
}

function pair(total: number, size: number, big: string, small: string): string {
  const rest = total % size;
  const head = `${Math.floor(total / size)} ${big}`;
  return rest === 0 ? head : `${head} ${rest} ${small}`;
}

/** How long ago (or ahead) a time is, in its largest unit: `just now`, `12 s ago`, `3 min ago`, `5 days ago`. */
export function formatRelative(iso: string, now: number): string {
  const away = now - Date.parse(iso);
  const distance = Math.abs(away);
  if (distance < 5 * SECOND) return 'just now';
  const amount = inLargestUnit(distance);
  return away > 0 ? `${amount} ago` : `in ${amount}`;
}

function inLargestUnit(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** Date and time to the second, in the reader's language and time zone. */
export function formatAbsolute(iso: string): string {
  return absolute.format(new Date(iso));
}

/** The time of day to the millisecond, for what happens within one run. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** Bytes as people say them: `812 B`, `4.2 KB`, `5.1 MB`, `2.3 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** `1 run`, `3 runs`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
