import type { LogLine } from '@eventloom/backend/contract';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatClock, formatCount } from '../format';
import classes from './log-lines.module.css';

type Level = LogLine['level'];

/** A line, and what wrote it where lines of several steps stand together. */
export interface ShownLine extends LogLine {
  source?: { name: string; open: () => void };
}

interface LogLinesProps {
  lines: readonly ShownLine[];
  title?: string;
  /** Stands at the end of the bar. */
  children?: ReactNode;
}

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];
const FILTERS = [
  { value: 'debug', label: 'All' },
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

/** More lines than these are not shown at once; the newest are. */
const MOST_SHOWN = 1000;

/** What steps wrote, from the chosen level upwards. */
export function LogLines({ lines, title, children }: LogLinesProps) {
  const [least, setLeast] = useState<Level>('debug');
  const found = lines.filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(least));
  const shown = found.slice(-MOST_SHOWN);
  return (
    <div className={classes.logs}>
      <div className={classes.bar}>
        {title !== undefined && <h3>{title}</h3>}
        <SegmentedControl
          size="xs"
          aria-label="Level"
          data={FILTERS}
          value={least}
          onChange={(value) => setLeast(LEVELS.find((level) => level === value) ?? 'debug')}
        />
        <span className={classes.count}>{formatCount(found.length, 'line')}</span>
        {children}
      </div>
      {/* A region that scrolls has to be within the keyboard's reach. */}
      <ol className={classes.lines} aria-label="Log" tabIndex={0}>
        {found.length > shown.length && (
          <li className={classes.more}>{formatCount(found.length - shown.length, 'line')} before these</li>
        )}
        {shown.map(({ at, level, text, source }, index) => (
          <li key={index} data-level={level}>
            <time dateTime={at}>{formatClock(at)}</time>
            <span className={classes.level}>{level}</span>
            {source && (
              <button type="button" className={classes.source} title={source.name} onClick={source.open}>
                {source.name}
              </button>
            )}
            <span className={classes.text}>{text}</span>
          </li>
        ))}
      </ol>
      {found.length === 0 && <p className={classes.none}>{noneOf(lines.length)}</p>}
    </div>
  );
}

function noneOf(written: number): string {
  return written === 0 ? 'Nothing was written.' : 'Nothing was written at this level.';
}
