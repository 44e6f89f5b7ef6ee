import { redirect, type ParsedLocation } from '@tanstack/react-router';
import { ApiError } from '../api/api-error';
import { sessionQuery, setupQuery } from '../api/queries';
import { queryClient } from './query-client';

async function hasSession(): Promise<boolean> {
  try {
    await queryClient.ensureQueryData(sessionQuery);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

async function setupRequired(): Promise<boolean> {
  return (await queryClient.fetchQuery({ ...setupQuery, staleTime: 0 })).required;
}

/** Lets only a logged-in person in; sends others to the set-up or to the login, which knows the way back. */
export async function requireSession({ location }: { location: ParsedLocation }): Promise<void> {
  if (await hasSession()) return;
  if (await setupRequired()) throw redirect({ to: '/setup' });
  throw redirect({ to: '/login', search: location.href === '/' ? {} : { return: location.href } });
}

/** The set-up is there once. */
export async function requireSetup(): Promise<void> {
  if (!(await setupRequired())) throw redirect({ to: '/' });
}

/** The login is for those who are not logged in, on an installation that has an owner. */
export async function requireNoSession({ search }: { search: { return?: string } }): Promise<void> {
  if (await hasSession()) throw redirect({ href: search.return ?? '/' });
  if (await setupRequired()) throw redirect({ to: '/setup' });
}
