import { setupSchema } from '@eventloom/backend/contract';
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { ApiError, messageOf } from '../api/api-error';
import { logIn, setUp } from '../api/mutations';
import { keys } from '../api/queries';
import { AccessFrame } from './access-frame';
import { fieldErrors, readForm } from './form-fields';

const FIELDS = ['name', 'email', 'password'] as const;

/** Makes the owner, once. */
export function SetupPage() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [errors, setErrors] = useState<Partial<Record<(typeof FIELDS)[number], string>>>({});
  const create = useMutation({
    mutationFn: async (owner: { name: string; email: string; password: string }) => {
      await setUp(owner);
      const session = await logIn(owner);
      queryClient.setQueryData(keys.session, session);
    },
    onSuccess: () => navigate({ to: '/' }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const owner = readForm(event.currentTarget, FIELDS);
    const wrong = fieldErrors(setupSchema, owner, FIELDS);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) create.mutate(owner);
  };
  return (
    <AccessFrame title="Create the owner" intro="This account can do everything. It is kept on this machine only.">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {create.isError && (
            <Alert role="alert" color="red" variant="light">
              {messageOf(create.error)} {create.error instanceof ApiError && create.error.hint}
            </Alert>
          )}
          <TextInput name="name" label="Name" autoComplete="name" required autoFocus error={errors.name} />
          <TextInput name="email" label="Email" type="email" autoComplete="username" required error={errors.email} />
          <PasswordInput
            name="password"
            label="Password"
            description="10 characters or more"
            autoComplete="new-password"
            required
            error={errors.password}
          />
          <Button type="submit" fullWidth mt="xs" loading={create.isPending || create.isSuccess}>
            Create owner
          </Button>
        </Stack>
      </form>
    </AccessFrame>
  );
}
