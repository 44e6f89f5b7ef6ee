import { formatAbsolute, formatRelative } from './format';
import { useNow } from './use-now';

/** How long ago something was; the exact time shows on hover. */
export function TimeAgo({ time }: { time: string }) {
  const now = useNow(10_000);
  return (
    <time dateTime={time} title={formatAbsolute(time)}>
      {formatRelative(time, Math.max(now, Date.parse(time)))}
    </time>
  );
}
