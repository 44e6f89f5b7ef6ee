import type { Account } from '@eventloom/backend/contract';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../ui/form-dialog';
import { RoleSelect } from './role-select';
import { useChangeUser } from './use-change-user';

/** Asks for the name and the role of a user; closed without one. Give it the user's id as its key. */
export function EditUserDialog({ user, onClose }: { user?: Account; onClose: () => void }) {
  const [name, setName] = useState(user?.name ?? '');
  const [role, setRole] = useState(user?.role ?? 'member');
  const change = useChangeUser({ isQuiet: true, onDone: onClose });
  return (
    <FormDialog
      opened={user !== undefined}
      title={`Change ${user?.name ?? ''}`}
      action="Save"
      attempt={change}
      onSubmit={() => user && change.mutate({ id: user.id, name: name.trim(), role })}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        autoComplete="off"
        required
        data-autofocus
      />
      <RoleSelect value={role} onChange={setRole} />
    </FormDialog>
  );
}
