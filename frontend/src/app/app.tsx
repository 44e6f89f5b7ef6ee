import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { cssVariablesResolver, theme } from '../ui/theme';
import { queryClient } from './query-client';
import { router } from './router';

const QUIET_AFTER_MS = 2000;

/** What tells of notices comes when the first page stands; those of before wait for it. */
const Notifications = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, QUIET_AFTER_MS));
  const { Notifications } = await import('@mantine/notifications');
  return { default: Notifications };
});

/** The whole application: look, data, pages. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <Suspense>
        <Notifications position="bottom-right" autoClose={6000} />
      </Suspense>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
