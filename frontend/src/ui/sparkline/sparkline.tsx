import type { ActivityHour } from '@eventloom/backend/contract';
import { barsOf, wordsOf } from './bars-of';
import classes from './sparkline.module.css';

const BAR = 3;
const STEP = 4;
const HEIGHT = 20;

const NOTHING: readonly ActivityHour[] = Array.from({ length: 24 }, () => ({ succeeded: 0, failed: 0, other: 0 }));

/** The runs of the last hours as bars, what failed of them in red; nothing is drawn as a line along the bottom. */
export function Sparkline({ hours = NOTHING }: { hours: readonly ActivityHour[] | undefined }) {
  const words = wordsOf(hours);
  return (
    <svg className={classes.bars} width={hours.length * STEP} height={HEIGHT} role="img" aria-label={words}>
      <title>{words}</title>
      {barsOf(hours).map(({ total, failed }, index) => (
        <g key={index} transform={`translate(${index * STEP} 0)`}>
          <rect className={classes.none} y={HEIGHT - 1} width={BAR} height={1} />
          <rect className={classes.fine} y={HEIGHT * (1 - total)} width={BAR} height={HEIGHT * (total - failed)} />
          <rect className={classes.failed} y={HEIGHT * (1 - failed)} width={BAR} height={HEIGHT * failed} />
        </g>
      ))}
    </svg>
  );
}
