import { Link, useNavigate } from '@tanstack/react-router';
import type { ShownEvent } from '../api/events';
import { shortId } from '../ui/run-words';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { TopicName } from '../ui/topic-name';
import { VirtualRows } from '../ui/virtual-rows';
import { EventSource } from './event-source';
import classes from './events-table.module.css';

const COLUMNS = ['Topic', 'Event', 'Subject', 'Source', 'Received'];

/** The events as a table. */
export function EventsTable({ events }: { events: ShownEvent[] }) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.table}`} aria-label="Events" aria-rowcount={events.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <VirtualRows items={events} columns={COLUMNS.length}>
          {(event, row) => <EventRow event={event} row={row} />}
        </VirtualRows>
      </table>
    </div>
  );
}

function EventRow({ event, row }: { event: ShownEvent; row: number }) {
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/events/$eventId', params: { eventId: event.id } });
  return (
    <tr data-clickable aria-rowindex={row} onClick={open}>
      <td>
        <TopicName type={event.type} />
      </td>
      <td>
        <Link
          to="/events/$eventId"
          params={{ eventId: event.id }}
          className={table.link}
          aria-label={`Event ${event.type} ${shortId(event.id)}`}
          onClick={(click) => click.stopPropagation()}
        >
          <code>{shortId(event.id)}</code>
        </Link>
      </td>
      <td title={event.subject ?? undefined}>{event.subject ?? <span className={table.muted}>none</span>}</td>
      <td className={table.muted}>
        <EventSource source={event.source} />
      </td>
      <td className={table.muted}>
        <TimeAgo time={event.receivedAt} />
      </td>
    </tr>
  );
}
