import { Alert, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Repeat, TriangleAlert } from 'lucide-react';
import type { ShownEventDetail } from '../api/events';
import { Breadcrumb } from '../ui/breadcrumb';
import { CopyButton } from '../ui/copy-button';
import { Fact, Facts } from '../ui/facts';
import { formatAbsolute } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { shortId } from '../ui/run-words';
import { TimeAgo } from '../ui/time-ago';
import classes from './event-page.module.css';
import { EventSource } from './event-source';

/** What an event is, from where and when; and the way to hand it out again. */
export function EventHeader({ detail, onReplay }: { detail: ShownEventDetail; onReplay: () => void }) {
  const { event, cause, schemaProblem } = detail;
  return (
    <header>
      <div className={classes.line}>
        <div className={classes.title}>
          <Breadcrumb>
            <Link to="/events">Events</Link>
          </Breadcrumb>
          <h1>{event.type}</h1>
        </div>
        <div className={classes.actions}>
          <LinkButton to="/topics/$type" params={{ type: event.type }} variant="default">
            About this topic
          </LinkButton>
          <Button leftSection={<Repeat size={14} aria-hidden />} onClick={onReplay}>
            Replay…
          </Button>
        </div>
      </div>
      <Facts>
        <Fact name="Received">
          {formatAbsolute(event.receivedAt)} · <TimeAgo time={event.receivedAt} />
        </Fact>
        {hasTravelled(event) && <Fact name="Happened">{formatAbsolute(event.time)}</Fact>}
        <Fact name="Source">
          <EventSource source={event.source} />
        </Fact>
        {event.subject !== null && <Fact name="Subject">{event.subject}</Fact>}
        <Fact name="Event">
          <code title={event.id}>{shortId(event.id)}</code>
          <CopyButton label="Copy event id" text={event.id} />
        </Fact>
        {cause && (
          <Fact name="Published by">
            <Link to="/runs/$runId" params={{ runId: cause.runId }} search={{ step: cause.nodeId }}>
              run <code>{shortId(cause.runId)}</code>, step {cause.nodeId}
            </Link>
          </Fact>
        )}
      </Facts>
      {schemaProblem !== undefined && (
        <Alert
          mt="sm"
          color="yellow"
          variant="light"
          icon={<TriangleAlert size={16} aria-hidden />}
          title="Its data does not fit the schema of its topic"
        >
          {schemaProblem}
        </Alert>
      )}
    </header>
  );
}

/** Whether an event came in noticeably later than it happened. */
function hasTravelled({ time, receivedAt }: ShownEventDetail['event']): boolean {
  return Math.abs(Date.parse(receivedAt) - Date.parse(time)) >= 1000;
}
