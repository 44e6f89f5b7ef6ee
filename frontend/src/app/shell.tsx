import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { onReconnected, subscribeChanges } from '../api/live';
import { JobTray } from '../ui/jobs/job-tray';
import { CommandBarHost } from './command-bar/command-bar-host';
import { NavRail } from './nav-rail';
import classes from './shell.module.css';
import { usePageChunks } from './use-page-chunks';

/** What stands around every page: the rail on the left, the live connection. */
export function Shell() {
  const queryClient = useQueryClient();
  usePageChunks();
  useEffect(() => {
    // The shell itself needs no change; it keeps the connection open, so that the dot tells the truth on every page.
    const unsubscribe = subscribeChanges({}, () => undefined);
    const forget = onReconnected(() => void queryClient.invalidateQueries());
    return () => {
      unsubscribe();
      forget();
    };
  }, [queryClient]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <NavRail />
      <main id="content" className={classes.content} tabIndex={-1} data-scroll-restoration-id="content">
        <Outlet />
      </main>
      <JobTray />
      <CommandBarHost />
    </div>
  );
}
