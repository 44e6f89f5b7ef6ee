import type { LogLine } from '@eventloom/backend/contract';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatClock, formatCount } from '../ui/format';
import classes from './step-logs.module.css';

type Level = LogLine['level'];

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];
const FILTERS = [
  { value: 'debug', label: 'All' },
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

/** More lines than these are not shown at once; the newest are. */
const MOST_SHOWN = 1000;

/** What a step wrote, from the chosen level upwards. */
export function StepLogs({ lines }: { lines: readonly LogLine[] }) {
  const [least, setLeast] = useState<Level>('debug');
  const found = lines.filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(least));
  const shown = found.slice(-MOST_SHOWN);
  return (
    <div className={classes.logs}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Level"
          data={FILTERS}
          value={least}
          onChange={(value) => setLeast(LEVELS.find((level) => level === value) ?? 'debug')}
        />
        <span>{formatCount(found.length, 'line')}</span>
      </div>
      {/* A region that scrolls has to be within the keyboard's reach. */}
      <ol className={classes.lines} aria-label="Log" tabIndex={0}>
        {found.length > shown.length && (
          <li className={classes.more}>{formatCount(found.length - shown.length, 'line')} before these</li>
        )}
        {shown.map(({ at, level, text }, index) => (
          <li key={index} data-level={level}>
            <time dateTime={at}>{formatClock(at)}</time>
            <span className={classes.level}>{level}</span>
            <span className={classes.text}>{text}</span>
          </li>
        ))}
      </ol>
      {found.length === 0 && <p className={classes.none}>Nothing was written at this level.</p>}
    </div>
  );
}
