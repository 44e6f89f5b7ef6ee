import type { Role } from '@eventloom/backend/contract';
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createUser, usersKey } from '../../api/people';
import { FormDialog } from '../../ui/form-dialog';
import { NewPasswordField } from './new-password-field';
import { RoleSelect } from './role-select';

/** Asks who is to be let in, and as what. */
export function AddUserDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('member');
  const add = useMutation({
    mutationFn: createUser,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: usersKey });
      setName('');
      setEmail('');
      setRole('member');
      close();
    },
  });
  function close(): void {
    setPassword('');
    add.reset();
    onClose();
  }
  const submit = (): void => add.mutate({ name: name.trim(), email: email.trim(), password, role });
  return (
    <FormDialog opened={opened} title="Add user" action="Add" attempt={add} onSubmit={submit} onClose={close}>
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        autoComplete="off"
        required
        data-autofocus
      />
      <TextInput
        label="Email"
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        maxLength={254}
        autoComplete="off"
        required
      />
      <NewPasswordField
        label="First password"
        description="10 characters or more; tell it to them, and they can change it"
        value={password}
        onChange={setPassword}
      />
      <RoleSelect value={role} onChange={setRole} />
    </FormDialog>
  );
}
