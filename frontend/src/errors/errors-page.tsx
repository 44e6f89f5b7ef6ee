import { getRouteApi } from '@tanstack/react-router';
import { Bug } from 'lucide-react';
import { errorGroupKeys, useErrorGroups } from '../api/error-groups';
import { useLiveRefresh } from '../api/use-live-refresh';
import { EmptyState } from '../ui/empty-state';
import { formatCount } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { ErrorFilters } from './error-filters';
import { ErrorsTable } from './errors-table';

const route = getRouteApi('/shell/errors');

/** Failures of the same kind, each told once however many runs met it. */
export function ErrorsPage() {
  const search = route.useSearch();
  const { workflowId, status = 'open' } = search;
  const query = useErrorGroups({ workflowId, ...(status !== 'all' && { status }) });
  useLiveRefresh(errorGroupKeys.all, {
    when: (change) => change.type === 'run' && change.run.status === 'failed',
    everyMs: 2000,
  });
  const groups = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title="Errors" intro="Runs that failed alike: at the same step, for the same reason.">
      <ErrorFilters />
      <ListState name="Errors" query={query} />
      {groups.length > 0 && <ErrorsTable groups={groups} />}
      {query.isSuccess && groups.length === 0 && <NoErrors filters={Object.keys(search).length} />}
      <LoadMore query={query} />
    </Page>
  );
}

function NoErrors({ filters }: { filters: number }) {
  if (filters > 0) {
    return (
      <EmptyState text={`No errors match ${formatCount(filters, 'filter')}.`}>
        <LinkButton to="/errors" variant="default">
          Clear
        </LinkButton>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Bug size={32} aria-hidden />}
      text="No error is open. One comes when a run of a published workflow fails, and stays until you resolve it."
    >
      <LinkButton to="/runs">See all runs</LinkButton>
    </EmptyState>
  );
}
