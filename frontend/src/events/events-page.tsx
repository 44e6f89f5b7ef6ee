import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Radio, RefreshCw, Repeat } from 'lucide-react';
import { useState } from 'react';
import { useEvents } from '../api/events';
import { EmptyState } from '../ui/empty-state';
import { formatCount } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { EventFilters } from './event-filters';
import { EventsTable } from './events-table';
import { ReplayManyDialog } from './replay-many-dialog';

const route = getRouteApi('/shell/events');

/** The log of events, newest first; every filter is in the URL. */
export function EventsPage() {
  const search = route.useSearch();
  const query = useEvents(search);
  const [isReplaying, setReplaying] = useState(false);
  const events = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = Object.keys(search).length;
  const actions = (
    <>
      <Tooltip label="Refresh">
        <ActionIcon
          variant="default"
          size={34}
          aria-label="Refresh"
          loading={query.isRefetching}
          onClick={() => void query.refetch()}
        >
          <RefreshCw size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Button variant="default" leftSection={<Repeat size={14} aria-hidden />} onClick={() => setReplaying(true)}>
        Replay events…
      </Button>
    </>
  );
  return (
    <Page
      title="Events"
      intro="What happened, as it was told; each is kept and can be handed out again."
      actions={actions}
    >
      <EventFilters />
      <ListState name="Events" query={query} />
      {events.length > 0 && <EventsTable events={events} />}
      {query.isSuccess && events.length === 0 && <NoEvents filters={filters} />}
      <LoadMore query={query} />
      <ReplayManyDialog
        key={String(isReplaying)}
        filter={search}
        opened={isReplaying}
        onClose={() => setReplaying(false)}
      />
    </Page>
  );
}

function NoEvents({ filters }: { filters: number }) {
  if (filters > 0) {
    return (
      <EmptyState text={`No events match ${formatCount(filters, 'filter')}.`}>
        <LinkButton to="/events" variant="default">
          Clear
        </LinkButton>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Radio size={32} aria-hidden />}
      text="No event has come in yet. A webhook, a schedule, a workflow or POST /api/v1/events makes one."
    >
      <LinkButton to="/workflows">Open a workflow</LinkButton>
    </EmptyState>
  );
}
