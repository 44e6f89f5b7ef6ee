import { Button } from '@mantine/core';
import type { User } from '@eventloom/backend/contract';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useUsers } from '../../api/people';
import { useSession } from '../../api/queries';
import { Fact, Facts } from '../../ui/facts';
import { ListState, LoadMore } from '../../ui/list-state';
import { SettingsPage } from '../settings-page';
import { AddUserDialog } from './add-user-dialog';
import { ChangePasswordDialog } from './change-password-dialog';
import { UsersTable } from './users-table';

/** Who may come in: all of them for owners, oneself for everybody else. */
export function UsersPage() {
  const user = useSession().data?.user;
  const [dialog, open] = useState<'add' | 'password'>();
  const close = () => open(undefined);
  const isOwner = user?.role === 'owner';
  const actions = (
    <>
      <Button variant="default" onClick={() => open('password')}>
        Change my password
      </Button>
      {isOwner && (
        <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => open('add')}>
          Add user
        </Button>
      )}
    </>
  );
  return (
    <SettingsPage
      title="Users"
      intro={
        isOwner
          ? 'Owners can do everything. Members can do all but manage users and API keys and read the audit log.'
          : 'Owners see and manage everybody; you see yourself.'
      }
      actions={actions}
    >
      {isOwner && <Everybody user={user} onChangePassword={() => open('password')} />}
      {user && !isOwner && <Oneself user={user} />}
      {isOwner && <AddUserDialog opened={dialog === 'add'} onClose={close} />}
      <ChangePasswordDialog opened={dialog === 'password'} onClose={close} />
    </SettingsPage>
  );
}

function Everybody({ user, onChangePassword }: { user: User; onChangePassword: () => void }) {
  const query = useUsers();
  const users = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ListState name="Users" query={query} />
      {users.length > 0 && <UsersTable users={users} ownId={user.id} onChangePassword={onChangePassword} />}
      <LoadMore query={query} />
    </>
  );
}

function Oneself({ user }: { user: User }) {
  return (
    <Facts>
      <Fact name="Name">{user.name}</Fact>
      <Fact name="Email">{user.email}</Fact>
      <Fact name="Role">{user.role}</Fact>
    </Facts>
  );
}
