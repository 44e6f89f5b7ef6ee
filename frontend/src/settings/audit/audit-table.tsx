import type { AuditEntry } from '@eventloom/backend/contract';
import { CircleHelp, CircleUser, KeyRound } from 'lucide-react';
import table from '../../ui/table.module.css';
import { TimeAgo } from '../../ui/time-ago';
import { actionWords } from './action-words';
import { AuditTarget } from './audit-target';
import classes from './audit.module.css';
import { gatherEntries } from './gather-entries';

const ICONS = { user: CircleUser, 'api-key': KeyRound, anonymous: CircleHelp };
const KINDS = { user: 'User', 'api-key': 'API key', anonymous: 'Nobody who is known' };

/** The entries as a table, newest first; what was done again and again is one row. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Audit log">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">To what</th>
            <th scope="col">From</th>
            <th scope="col">Request</th>
          </tr>
        </thead>
        <tbody>
          {gatherEntries(entries).map(({ entry, count }) => (
            <tr key={entry.id}>
              <td className={table.muted}>
                <TimeAgo time={entry.at} />
              </td>
              <td>
                <Actor actor={entry.actor} />
              </td>
              <td data-action={entry.action} className={classes.action}>
                {actionWords(entry.action)}
                {count > 1 && <span className={classes.count}> {count} times</span>}
              </td>
              <td>
                <AuditTarget entry={entry} />
              </td>
              <td className={table.muted}>{entry.ip}</td>
              <td className={table.muted}>
                <code className={classes.request}>{entry.requestId}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Actor({ actor: { kind, name } }: Pick<AuditEntry, 'actor'>) {
  const Icon = ICONS[kind];
  return (
    <span className={classes.actor} title={KINDS[kind]}>
      <Icon size={14} aria-hidden />
      {name}
    </span>
  );
}
