import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowUp, History } from 'lucide-react';
import { ApiError } from '../api/api-error';
import { workflowQuery } from '../api/queries';
import { EmptyState } from '../ui/empty-state';
import { formatCount } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { BulkActions } from './bulk-actions';
import { RunCharts } from './charts/run-charts';
import { MOST_FRESH } from './live-runs';
import { countFilters } from './more-filters';
import { RunFilters } from './run-filters';
import { RunsTable } from './runs-table';
import classes from './runs-page.module.css';
import { useLiveRuns } from './use-live-runs';

const route = getRouteApi('/shell/runs');

/** All runs, newest first; every filter is in the URL, so Back and a shared link show the same list. */
export function RunsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { query, fresh, showFresh } = useLiveRuns(search);
  const keyNames = useKeyNames(search.workflowId);
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const searchError = searchErrorOf(query.error);
  return (
    <Page
      title="Runs"
      intro="What happened, as it happens."
      actions={runs.length > 0 && <BulkActions filter={search} />}
    >
      <RunFilters isSearchWrong={searchError !== undefined} />
      {searchError === undefined && (
        <RunCharts
          filter={search}
          onTime={(time) => void navigate({ search: (old) => ({ ...old, from: time?.from, to: time?.to }) })}
        />
      )}
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
      {searchError === undefined ? (
        <ListState name="Runs" query={query} />
      ) : (
        <Alert role="alert" color="red" variant="light">
          {searchError}
        </Alert>
      )}
      {query.isSuccess && runs.length > 0 && <RunsTable runs={runs} keyNames={keyNames} />}
      {query.isSuccess && runs.length === 0 && <NoRuns filters={countFilters(search)} isAll={!query.hasNextPage} />}
      <LoadMore query={query} />
    </Page>
  );
}

/** The search keys that a workflow declares. */
function useKeyNames(workflowId: string | undefined): string[] {
  const { data } = useQuery({ ...workflowQuery(workflowId ?? ''), enabled: workflowId !== undefined });
  return data?.settings.searchKeys?.map(({ name }) => name) ?? [];
}

/** What is wrong with the search, if that is why there is no list: the request is fine but for that. */
function searchErrorOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.pointer !== '/q') return undefined;
  return [error.message, error.hint].filter((sentence) => sentence !== undefined).join(' ');
}

/** @param isAll whether all runs were looked at; of very many, some at a time are */
function NoRuns({ filters, isAll }: { filters: number; isAll: boolean }) {
  if (!isAll)
    return <EmptyState text={`None of the newest runs match ${formatCount(filters, 'filter')}. Older ones may.`} />;
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
