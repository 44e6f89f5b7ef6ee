import type { RunSummary } from '@eventloom/backend/contract';
import { Figure, Figures } from '../ui/figures';
import { formatCount, formatDuration } from '../ui/format';
import { healthOf } from './health';

/** The last runs in four figures. */
export function HealthStrip({ runs }: { runs: RunSummary[] }) {
  const health = healthOf(runs);
  const share = health.succeededShare;
  return (
    <Figures label={`The last ${formatCount(health.runs, 'run')}`} isLarge>
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
    </Figures>
  );
}
