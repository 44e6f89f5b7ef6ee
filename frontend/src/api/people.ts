import {
  accountPageSchema,
  accountSchema,
  type Account,
  type Role,
  type UpdateUser,
} from '@eventloom/backend/contract';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { pathOf, request, send } from './client';

/** The key under which answers about users are kept. */
export const usersKey = ['users'] as const;

const usersQuery = infiniteQueryOptions({
  queryKey: usersKey,
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/users', accountPageSchema, { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const useUsers = () => useInfiniteQuery(usersQuery);

/** @throws ApiError 409 `EMAIL_TAKEN` */
export function createUser(body: { email: string; name: string; password: string; role: Role }): Promise<Account> {
  return request('POST', '/users', accountSchema, { body });
}

/** Changes what is given. @throws ApiError 409 `LAST_OWNER`, `OWN_ACCOUNT` */
export function updateUser({ id, ...body }: UpdateUser & { id: string }): Promise<Account> {
  return request('PATCH', pathOf('users', id), accountSchema, { body });
}

/** @throws ApiError 409 `LAST_OWNER`, `OWN_ACCOUNT` */
export function deleteUser(id: string): Promise<void> {
  return send('DELETE', pathOf('users', id));
}

/** Gives somebody else a new password; their sessions end. */
export function resetPassword({ id, password }: { id: string; password: string }): Promise<Account> {
  return request('POST', pathOf('users', id, 'password'), accountSchema, { body: { password } });
}

/** Changes one's own password; one's other sessions end. @throws ApiError 422 `PASSWORD_WRONG` */
export function changePassword(body: { currentPassword: string; newPassword: string }): Promise<void> {
  return send('POST', '/users/me/password', { body });
}
