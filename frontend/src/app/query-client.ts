import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error';

/** Answers that another try will not change. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => !isFinal(error) && count < 2 },
    mutations: { retry: false },
  },
});
