import { Button, Loader } from '@mantine/core';
import { Failure } from './failure';
import classes from './list-state.module.css';

interface ListStateProps {
  /** What is listed, e.g. `Runs`. */
  name: string;
  query: { isPending: boolean; error: Error | null; refetch: () => unknown };
}

/** What stands in the place of a list that is not there yet: that it is being loaded, or why it could not be. */
export function ListState({ name, query }: ListStateProps) {
  if (query.isPending) return <Loader size="sm" aria-label={`Loading ${name.toLowerCase()}`} />;
  if (!query.error) return null;
  return <Failure title={`${name} could not be loaded`} error={query.error} onRetry={() => void query.refetch()} />;
}

interface LoadMoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Leads to the next page of a list, if there is one. */
export function LoadMore({ query }: LoadMoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className={classes.more}>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        Load more
      </Button>
    </div>
  );
}
