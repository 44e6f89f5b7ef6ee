import type { Account } from '@eventloom/backend/contract';
import { useState } from 'react';
import { Mark } from '../../ui/mark';
import table from '../../ui/table.module.css';
import { TimeAgo } from '../../ui/time-ago';
import { EditUserDialog } from './edit-user-dialog';
import { ResetPasswordDialog } from './reset-password-dialog';
import { ShutOutDialog } from './shut-out-dialog';
import { UserMenu, type UserAction } from './user-menu';
import classes from './users.module.css';

interface UsersTableProps {
  users: Account[];
  /** Who is looking. */
  ownId: string;
  onChangePassword: () => void;
}

/** The users as a table, with what can be done to each. */
export function UsersTable({ users, ownId, onChangePassword }: UsersTableProps) {
  const [doing, setDoing] = useState<{ action: UserAction; user: Account }>();
  const close = () => setDoing(undefined);
  const toBe = (action: UserAction) => (doing?.action === action ? doing.user : undefined);
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Users">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">Role</th>
            <th scope="col">Last login</th>
            <th scope="col">Added</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className={user.disabled ? classes.disabled : undefined}>
              <td className={classes.name}>
                {user.name} {user.id === ownId && <Mark text="you" />} {user.disabled && <Mark text="disabled" />}
              </td>
              <td>{user.email}</td>
              <td className={classes.role}>{user.role}</td>
              <td className={table.muted}>{user.lastLoginAt ? <TimeAgo time={user.lastLoginAt} /> : 'never'}</td>
              <td className={table.muted}>
                <TimeAgo time={user.createdAt} />
              </td>
              <td className={table.number}>
                <UserMenu
                  user={user}
                  isSelf={user.id === ownId}
                  onChoose={(action) => setDoing({ action, user })}
                  onChangePassword={onChangePassword}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <EditUserDialog key={toBe('edit')?.id} user={toBe('edit')} onClose={close} />
      <ResetPasswordDialog user={toBe('password')} onClose={close} />
      <ShutOutDialog user={toBe('disable')} how="disable" onClose={close} />
      <ShutOutDialog user={toBe('remove')} how="remove" onClose={close} />
    </div>
  );
}
