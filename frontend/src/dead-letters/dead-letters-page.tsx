import { getRouteApi } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { deadLetterKeys, useDeadLetters, type DeadLetterFilter } from '../api/dead-letters';
import { useLiveRefresh } from '../api/use-live-refresh';
import { EmptyState } from '../ui/empty-state';
import { formatCount } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { BulkBar } from './bulk-bar';
import { DeadLetterFilters } from './dead-letter-filters';
import { DeadLettersTable } from './dead-letters-table';
import { DiscardDialog } from './discard-dialog';
import { MendDialog } from './mend-dialog';
import { NOTHING_CHOSEN } from './choice';

const route = getRouteApi('/shell/dead-letters');

/** Events that a consumer could not work off: what they were, why, and what to do about them. */
export function DeadLettersPage() {
  const search = route.useSearch();
  return (
    <Page
      title="Dead letters"
      intro="Events that one consumer could not work off. Mend and replay them, or let them go."
    >
      <DeadLetterFilters />
      <Letters key={JSON.stringify(search)} filter={search} />
    </Page>
  );
}

function Letters({ filter }: { filter: DeadLetterFilter }) {
  const query = useDeadLetters(filter);
  useLiveRefresh(deadLetterKeys.all, {
    when: (change) => change.type === 'run' && change.run.finishedAt !== null,
    everyMs: 2000,
  });
  const [choice, choose] = useState(NOTHING_CHOSEN);
  const [mending, mend] = useState<string>();
  const [discarding, discard] = useState<string>();
  const letters = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isOpen = (filter.status ?? 'open') === 'open';
  return (
    <>
      <ListState name="Dead letters" query={query} />
      {isOpen && letters.length > 0 && (
        <BulkBar filter={filter} choice={choice} onClear={() => choose(NOTHING_CHOSEN)} onAll={() => choose('all')} />
      )}
      {letters.length > 0 && (
        <DeadLettersTable
          letters={letters}
          choice={isOpen ? choice : undefined}
          onChoose={choose}
          onMend={mend}
          onDiscard={discard}
        />
      )}
      {query.isSuccess && letters.length === 0 && <NoLetters filters={Object.keys(filter).length} />}
      <LoadMore query={query} />
      <MendDialog key={mending} letterId={mending} onClose={() => mend(undefined)} onDiscard={discard} />
      <DiscardDialog letterId={discarding} onClose={() => discard(undefined)} />
    </>
  );
}

function NoLetters({ filters }: { filters: number }) {
  if (filters > 0) {
    return (
      <EmptyState text={`No dead letters match ${formatCount(filters, 'filter')}.`}>
        <LinkButton to="/dead-letters" variant="default">
          Clear
        </LinkButton>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox size={32} aria-hidden />}
      text="No event is waiting here. One comes when a consumer has failed with it for good, so that it is not lost."
    />
  );
}
