import type { Topic } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { Breadcrumb } from '../ui/breadcrumb';
import { Figure, Figures } from '../ui/figures';
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
        <Breadcrumb>
          <Link to="/topics">Topics</Link>
        </Breadcrumb>
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
      <Figures>
        <Figure name="Rate">{rateText(ratePerMinute)}</Figure>
        <Figure name="Last 24 hours">{events24h.toLocaleString()}</Figure>
        <Figure name="Backlog">{backlog.toLocaleString()}</Figure>
        <Figure name="Last event">{lastEventAt === null ? 'never' : <TimeAgo time={lastEventAt} />}</Figure>
        <Figure name="First seen">
          <time dateTime={firstSeenAt} title={formatAbsolute(firstSeenAt)}>
            {new Date(firstSeenAt).toLocaleDateString(undefined, { dateStyle: 'medium' })}
          </time>
        </Figure>
      </Figures>
    </header>
  );
}
