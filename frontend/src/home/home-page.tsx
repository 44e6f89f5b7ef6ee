import { useActivity } from '../api/activity';
import { keys, useRuns, useWorkflows } from '../api/queries';
import { useLiveRefresh } from '../api/use-live-refresh';
import { Page } from '../ui/page';
import { HealthStrip } from './health-strip';
import classes from './home-page.module.css';
import { RecentFailures } from './recent-failures';
import { RecentWorkflows } from './recent-workflows';
import { Starter } from './starter';

/** How it goes: the last runs, what failed, what there is; on an empty installation, how to begin. */
export function HomePage() {
  const workflows = useWorkflows();
  const activity = useActivity().data;
  const failures = useRuns({ status: 'failed' }, 5);
  useLiveRefresh(keys.runs, { when: (change) => change.type === 'run', everyMs: 2000 });
  useLiveRefresh(keys.workflows, { when: (change) => change.type === 'workflow', everyMs: 2000 });
  const list = workflows.data?.pages[0]?.items;
  const hasRuns = activity !== undefined && activity.runs > 0;
  return (
    <Page title="Home" intro={list?.length === 0 ? 'Draw what should happen, send an event, watch it run.' : undefined}>
      {list?.length === 0 && <Starter main />}
      {hasRuns && <HealthStrip activity={activity} />}
      <div className={classes.columns}>
        {list && list.length > 0 && <RecentWorkflows workflows={list} />}
        {hasRuns && <RecentFailures runs={failures.data?.pages[0]?.items} />}
      </div>
      {list && list.length > 0 && <Starter main={false} />}
    </Page>
  );
}
