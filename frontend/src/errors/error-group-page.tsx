import { Loader } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../api/api-error';
import { errorGroupKeys, useErrorGroup } from '../api/error-groups';
import { useLiveRefresh } from '../api/use-live-refresh';
import { Failure } from '../ui/failure';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import classes from './errors.module.css';
import { firstLine } from './group-words';
import { GroupHeader } from './group-header';
import { GroupRuns } from './group-runs';

const route = getRouteApi('/shell/errors/$fingerprint');

/** The group of errors of the URL: what it is, which runs met it, and what to do about it. */
export function ErrorGroupPage() {
  const { fingerprint } = route.useParams();
  const { data: group, error, refetch } = useErrorGroup(fingerprint);
  useLiveRefresh(errorGroupKeys.all, {
    when: (change) => change.type === 'run' && change.run.status === 'failed',
    everyMs: 2000,
  });
  if (group) {
    return (
      <div className={classes.page}>
        <GroupHeader key={fingerprint} group={group} />
        {group.message.trim() !== firstLine(group.message) && (
          <pre className={classes.whole} tabIndex={0} aria-label="The whole message">
            {group.message}
          </pre>
        )}
        <GroupRuns group={group} />
      </div>
    );
  }
  if (!error) return <Loader size="sm" m="lg" aria-label="Loading the error" />;
  const isMissing = error instanceof ApiError && error.status === 404;
  return (
    <Page title={isMissing ? 'This error is not here' : 'The error could not be loaded'}>
      {isMissing ? (
        <LinkButton to="/errors">See all errors</LinkButton>
      ) : (
        <Failure title="The error could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
