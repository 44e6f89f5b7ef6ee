import { formatBytes } from '../../ui/format';
import table from '../../ui/table.module.css';
import { daysText, type Days } from './kept-days';
import classes from './retention.module.css';

/** What each day's history takes, newest first. */
export function DaysTable({ days }: { days: readonly Days[] }) {
  const most = Math.max(1, ...days.map(({ bytes }) => bytes));
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="History by day">
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
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
              On disk
            </th>
            <td className={classes.barHead} />
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.until}>
              <td>{daysText(day)}</td>
              <td className={table.number}>{day.events.toLocaleString()}</td>
              <td className={table.number}>{day.runs.toLocaleString()}</td>
              <td className={table.number}>{day.steps.toLocaleString()}</td>
              <td className={table.number}>{formatBytes(day.bytes)}</td>
              <td>
                <div className={classes.bar} style={{ width: `${(100 * day.bytes) / most}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
