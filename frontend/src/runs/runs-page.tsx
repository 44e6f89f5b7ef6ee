import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowUp, History } from 'lucide-react';
import { EmptyState } from '../ui/empty-state';
import { formatCount } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { BulkActions } from './bulk-actions';
import { MOST_FRESH } from './live-runs';
import { RunFilters } from './run-filters';
import { RunsTable } from './runs-table';
import classes from './runs-page.module.css';
import { useLiveRuns } from './use-live-runs';

const route = getRouteApi('/shell/runs');

/** All runs, newest first; every filter is in the URL, so Back and a shared link show the same list. */
export function RunsPage() {
  const search = route.useSearch();
  const { query, fresh, showFresh } = useLiveRuns(search);
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = Object.keys(search).length;
  return (
    <Page
      title="Runs"
      intro="What happened, as it happens."
      actions={runs.length > 0 && <BulkActions filter={search} />}
    >
      <RunFilters />
      {fresh.length > 0 && (
        <div className={classes.fresh}>
          <Button
            size="compact-sm"
            radius="xl"
            leftSection={<ArrowUp size={14} aria-hidden />}
            onClick={() => {
              showFresh();
              document.getElementById('content')?.scrollTo({ top: 0 });
            }}
          >
            {fresh.length >= MOST_FRESH ? `${MOST_FRESH}+ new runs` : formatCount(fresh.length, 'new run')}
          </Button>
        </div>
      )}
      <ListState name="Runs" query={query} />
      {query.isSuccess && runs.length > 0 && <RunsTable runs={runs} />}
      {query.isSuccess && runs.length === 0 && <NoRuns filters={filters} />}
      <LoadMore query={query} />
    </Page>
  );
}

function NoRuns({ filters }: { filters: number }) {
  if (filters > 0) {
    return (
      <EmptyState text={`No runs match ${formatCount(filters, 'filter')}.`}>
        <LinkButton to="/runs" variant="default">
          Clear
        </LinkButton>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<History size={32} aria-hidden />}
      text="Nothing has run yet. A run starts when an event reaches a published workflow, or by hand from the editor."
    >
      <LinkButton to="/workflows">Open a workflow</LinkButton>
    </EmptyState>
  );
}
