import type { RunSummary } from '@eventloom/backend/contract';
import type { ReactNode } from 'react';
import { formatCount, formatDuration } from '../ui/format';
import { healthOf } from './health';
import classes from './home-page.module.css';

/** The last runs in four figures. */
export function HealthStrip({ runs }: { runs: RunSummary[] }) {
  const health = healthOf(runs);
  const share = health.succeededShare;
  return (
    <dl className={classes.strip} aria-label={`The last ${formatCount(health.runs, 'run')}`}>
      <Figure name={health.runs === 1 ? 'The last run' : `Of the last ${health.runs} runs`}>
        {share === undefined ? '–' : `${Math.floor(share * 1000) / 10} %`}
        <small>succeeded</small>
      </Figure>
      <Figure name="Failed">{health.failed}</Figure>
      <Figure name="Going on now">{health.active}</Figure>
      <Figure name="Duration">
        {health.p50 === undefined ? '–' : formatDuration(health.p50)}
        {health.p95 !== undefined && <small>p95 {formatDuration(health.p95)}</small>}
      </Figure>
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
