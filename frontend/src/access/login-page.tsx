import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { ApiError, messageOf } from '../api/api-error';
import { logIn } from '../api/mutations';
import { keys } from '../api/queries';
import { AccessFrame } from './access-frame';
import { readForm } from './form-fields';

const route = getRouteApi('/login');

/** Logs in and goes on to the page first asked for. */
export function LoginPage() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { return: wanted } = route.useSearch();
  const enter = useMutation({
    mutationFn: logIn,
    onSuccess: async (session) => {
      queryClient.setQueryData(keys.session, session);
      await router.navigate({ href: wanted ?? '/', replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate(readForm(event.currentTarget, ['email', 'password']));
  };
  return (
    <AccessFrame title="Log in" intro={wanted ? 'You will go on to the page you asked for.' : 'Welcome back.'}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {enter.isError && (
            <Alert role="alert" color="red" variant="light">
              {failureText(enter.error)}
            </Alert>
          )}
          <TextInput name="email" label="Email" type="email" autoComplete="username" required autoFocus />
          <PasswordInput name="password" label="Password" autoComplete="current-password" required />
          <Button type="submit" fullWidth mt="xs" loading={enter.isPending || enter.isSuccess}>
            Log in
          </Button>
        </Stack>
      </form>
    </AccessFrame>
  );
}

function failureText(error: unknown): string {
  const wrong = error instanceof ApiError && error.status === 401;
  return wrong ? 'The email or the password is wrong.' : messageOf(error);
}
