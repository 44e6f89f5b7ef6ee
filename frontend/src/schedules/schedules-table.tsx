import { Link } from '@tanstack/react-router';
import type { Schedule } from '@eventloom/backend/contract';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { NextFires } from './next-fires';
import { ScheduleActions } from './schedule-actions';
import classes from './schedules.module.css';

/** A row for each schedule; its workflow opens at the step that it belongs to. */
export function SchedulesTable({ schedules }: { schedules: Schedule[] }) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.table}`} aria-label="Schedules">
        <thead>
          <tr>
            <th scope="col">Workflow</th>
            <th scope="col">When</th>
            <th scope="col">Next</th>
            <th scope="col">Last fired</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <ScheduleRow key={schedule.id} schedule={schedule} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ScheduleRow({ schedule }: { schedule: Schedule }) {
  const { workflowId, workflowName, nodeId, label, cron, sentence, timezone, lastFiredAt } = schedule;
  return (
    <tr>
      <td>
        <Link to="/workflows/$workflowId" params={{ workflowId }} search={{ node: nodeId }} className={table.link}>
          {workflowName}
        </Link>
        <div className={classes.second}>{label ?? nodeId}</div>
      </td>
      <td>
        {sentence ?? cron}
        <div className={classes.second}>
          {cron !== undefined && <code className={classes.together}>{cron}</code>}
          <span className={classes.together}>{timezone}</span>
        </div>
      </td>
      <td>
        <NextFires schedule={schedule} />
      </td>
      <td className={`${table.muted} ${classes.together}`}>
        {lastFiredAt === null ? 'never' : <TimeAgo time={lastFiredAt} />}
      </td>
      <td className={table.number}>
        <ScheduleActions schedule={schedule} />
      </td>
    </tr>
  );
}
