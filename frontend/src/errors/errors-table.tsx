import type { ErrorGroup } from '@eventloom/backend/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Mark } from '../ui/mark';
import { workflowTitle } from '../ui/run-words';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import classes from './errors.module.css';
import { firstLine, stateText, versionsText } from './group-words';

/** Groups of errors as a table: what, where, how often, since when. */
export function ErrorsTable({ groups }: { groups: ErrorGroup[] }) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.table}`} aria-label="Errors">
        <thead>
          <tr>
            <th scope="col">Error</th>
            <th scope="col">Workflow</th>
            <th scope="col" className={table.number}>
              Runs
            </th>
            <th scope="col">Versions</th>
            <th scope="col">First seen</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow key={group.fingerprint} group={group} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ group }: { group: ErrorGroup }) {
  const { fingerprint, code, message, nodeId, count, versions, firstSeenAt, lastSeenAt } = group;
  const navigate = useNavigate();
  const state = stateText(group);
  return (
    <tr data-clickable onClick={() => void navigate({ to: '/errors/$fingerprint', params: { fingerprint } })}>
      <td>
        <Link
          to="/errors/$fingerprint"
          params={{ fingerprint }}
          className={`${table.link} ${classes.message}`}
          title={message}
          onClick={(event) => event.stopPropagation()}
        >
          {firstLine(message)}
        </Link>
        <div className={classes.second}>
          <code>{code}</code>
          {state !== undefined && <Mark text={state} />}
        </div>
      </td>
      <td>
        <div className={classes.workflow}>{workflowTitle(group)}</div>
        {nodeId !== null && (
          <div className={classes.second}>
            at <code>{nodeId}</code>
          </div>
        )}
      </td>
      <td className={table.number}>{count.toLocaleString()}</td>
      <td className={table.muted}>{versionsText(versions)}</td>
      <td className={table.muted}>
        <TimeAgo time={firstSeenAt} />
      </td>
      <td className={table.muted}>
        <TimeAgo time={lastSeenAt} />
      </td>
    </tr>
  );
}
