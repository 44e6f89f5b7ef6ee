import type { AuditEntry } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { shortId } from '../../ui/run-words';
import table from '../../ui/table.module.css';
import { TopicName } from '../../ui/topic-name';
import classes from './audit.module.css';

/** The thing that something was done to, with the way to it where it has a page and is still there. */
export function AuditTarget({ entry: { action, target } }: { entry: AuditEntry }) {
  const { type, id, name, part } = target;
  if (id === null) return <span className={table.muted}>–</span>;
  const isGone = action === `${type}.deleted`;
  return (
    <>
      {isGone || <LinkedTarget target={{ ...target, id }} />}
      {isGone && <span title={id}>{name ?? shortId(id)}</span>}
      {part !== null && <span className={classes.part}>{part}</span>}
    </>
  );
}

function LinkedTarget({ target: { type, id, name } }: { target: AuditEntry['target'] & { id: string } }) {
  const text = name ?? shortId(id);
  switch (type) {
    case 'workflow':
      return (
        <Link to="/workflows/$workflowId" params={{ workflowId: id }} className={table.link}>
          {text}
        </Link>
      );
    case 'run':
      return (
        <Link to="/runs/$runId" params={{ runId: id }} className={table.link}>
          run <code>{text}</code>
        </Link>
      );
    case 'event':
      return (
        <Link to="/events/$eventId" params={{ eventId: id }} className={table.link}>
          event <code>{text}</code>
        </Link>
      );
    case 'topic':
      return (
        <Link to="/topics/$type" params={{ type: id }} className={table.link}>
          <TopicName type={id} />
        </Link>
      );
    default:
      return <span title={id}>{text}</span>;
  }
}
