import type { Schedule } from '@eventloom/backend/contract';
import { formatRelative } from '../ui/format';
import { formatFires } from '../ui/format-fires';
import { StateBadge } from '../ui/state-badge';
import { useNow } from '../ui/use-now';
import classes from './schedules.module.css';

/** When a schedule fires: the next time at first sight, the four after it below. */
export function NextFires({ schedule: { nextFires, timezone, paused } }: { schedule: Schedule }) {
  const now = useNow(1000);
  if (paused) return <StateBadge state="paused" />;
  const [next] = nextFires;
  if (next === undefined) return <span className={classes.none}>no more</span>;
  const [first, ...following] = formatFires(nextFires, timezone);
  return (
    <>
      <time dateTime={next} className={classes.together}>
        {first}
      </time>
      <span className={classes.relative}> · {formatRelative(next, Math.min(now, Date.parse(next)))}</span>
      {following.length > 0 && (
        <div className={classes.second}>
          <span>then</span>
          {following.map((text, index) => (
            <span key={nextFires[index + 1]} className={classes.together}>
              {text}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
