import { formatAbsolute, formatRelative } from './format';
import { useNow } from './use-now';

/** A time to come, counted down: `until 12:01:00 (in 24 s)`; once it is past, only the time. */
export function TimeLeft({ until, prefix }: { until: string; prefix: string }) {
  const now = useNow(1000);
  const isAhead = Date.parse(until) > now;
  return (
    <time dateTime={until}>
      {prefix} {formatAbsolute(until)}
      {isAhead && ` (${formatRelative(until, now)})`}
    </time>
  );
}
