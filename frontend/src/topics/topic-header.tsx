import type { Topic } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Radio } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatAbsolute } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { TimeAgo } from '../ui/time-ago';
import { rateText } from './topic-words';
import classes from './topics.module.css';

/** What a topic is for, and how much flows. */
export function TopicHeader({ topic }: { topic: Topic }) {
  const { type, description, owner, ratePerMinute, events24h, backlog, lastEventAt, firstSeenAt } = topic;
  return (
    <header>
      <div className={classes.line}>
        <nav aria-label="Breadcrumb">
          <Link to="/topics">Topics</Link>
          <ChevronRight size={14} aria-hidden />
        </nav>
        <h1>{type}</h1>
        <LinkButton to="/events" search={{ type }} variant="default" leftSection={<Radio size={14} aria-hidden />}>
          See its events
        </LinkButton>
      </div>
      {(description !== '' || owner !== '') && (
        <p className={classes.intro}>
          {description}
          {owner !== '' && <span className={classes.owner}>Owner: {owner}</span>}
        </p>
      )}
      <dl className={classes.strip}>
        <Figure name="Rate">{rateText(ratePerMinute)}</Figure>
        <Figure name="Last 24 hours">{events24h.toLocaleString()}</Figure>
        <Figure name="Backlog">{backlog.toLocaleString()}</Figure>
        <Figure name="Last event">{lastEventAt === null ? 'never' : <TimeAgo time={lastEventAt} />}</Figure>
        <Figure name="First seen">
          <time dateTime={firstSeenAt} title={formatAbsolute(firstSeenAt)}>
            {new Date(firstSeenAt).toLocaleDateString(undefined, { dateStyle: 'medium' })}
          </time>
        </Figure>
      </dl>
    </header>
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
