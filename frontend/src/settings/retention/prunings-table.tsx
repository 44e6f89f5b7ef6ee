import type { Pruning } from '@eventloom/backend/contract';
import { formatBytes, formatDuration } from '../../ui/format';
import table from '../../ui/table.module.css';
import { TimeAgo } from '../../ui/time-ago';
import { TopicName } from '../../ui/topic-name';
import { daysText } from './kept-days';

/** What was pruned lately, and what that freed. */
export function PruningsTable({ prunings }: { prunings: Pruning[] }) {
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Prunings">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col" className={table.number}>
              Events
            </th>
            <th scope="col" className={table.number}>
              Runs
            </th>
            <th scope="col" className={table.number}>
              Steps
            </th>
            <th scope="col" className={table.number}>
              Freed
            </th>
            <th scope="col" className={table.number}>
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {prunings.map((pruning) => (
            <tr key={pruning.id}>
              <td className={table.muted}>
                <TimeAgo time={pruning.at} />
              </td>
              <td>
                {daysText(pruning)} {pruning.topic !== undefined && <TopicName type={pruning.topic} />}
              </td>
              <td className={table.number}>{pruning.events.toLocaleString()}</td>
              <td className={table.number}>{pruning.runs.toLocaleString()}</td>
              <td className={table.number}>{pruning.steps.toLocaleString()}</td>
              <td className={table.number}>{formatBytes(pruning.bytes)}</td>
              <td className={table.number}>{formatDuration(pruning.tookMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
