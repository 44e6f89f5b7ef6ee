import { Loader } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/api-error';
import { useEvent, type ShownEventDetail } from '../api/events';
import { Failure } from '../ui/failure';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import { ChainSection } from './chain/chain-section';
import { Deliveries } from './deliveries';
import { EventContent } from './event-content';
import { EventHeader } from './event-header';
import classes from './event-page.module.css';
import { NoReaction } from './no-reaction';
import { ReplayDialog } from './replay-dialog';

const route = getRouteApi('/shell/events/$eventId');

/** The event of the URL. */
export function EventPage() {
  const { eventId } = route.useParams();
  const { data, error, refetch } = useEvent(eventId);
  if (data) return <ShownPage key={eventId} detail={data} />;
  if (!error) return <Loader size="sm" m="lg" aria-label="Loading the event" />;
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <Page title={missing ? 'This event is not here' : 'The event could not be loaded'}>
      {missing ? (
        <LinkButton to="/events">See all events</LinkButton>
      ) : (
        <Failure title="The event could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

/** What an event says, who heard it and why or why not, and everything that came of it. */
function ShownPage({ detail }: { detail: ShownEventDetail }) {
  const { event, deliveries } = detail;
  useDocumentTitle(`${event.type} · Eventloom`);
  const { view = 'tree' } = route.useSearch();
  const navigate = route.useNavigate();
  const [replay, setReplay] = useState<{ workflowId?: string }>();
  return (
    <div className={classes.page}>
      <EventHeader detail={detail} onReplay={() => setReplay({})} />
      <NoReaction topic={event.type} deliveries={deliveries} />
      <div className={classes.columns}>
        <Deliveries deliveries={deliveries} eventId={event.id} onReplay={(workflowId) => setReplay({ workflowId })} />
        <EventContent event={event} />
      </div>
      <ChainSection
        eventId={event.id}
        view={view}
        onView={(next) =>
          void navigate({ search: { ...(next === 'waterfall' && { view: next }) }, replace: true, resetScroll: false })
        }
      />
      <ReplayDialog
        key={replay?.workflowId ?? String(replay !== undefined)}
        event={event}
        deliveries={deliveries}
        workflowId={replay?.workflowId}
        opened={replay !== undefined}
        onClose={() => setReplay(undefined)}
      />
    </div>
  );
}
