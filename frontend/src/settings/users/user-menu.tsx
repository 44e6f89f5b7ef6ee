import { ActionIcon, Menu } from '@mantine/core';
import type { Account } from '@eventloom/backend/contract';
import { Ellipsis, KeyRound, PencilLine, Trash2, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useChangeUser } from './use-change-user';

/** What opens a dialog about a user. */
export type UserAction = 'edit' | 'password' | 'disable' | 'remove';

interface UserMenuProps {
  user: Account;
  /** Whether it is who is looking: nobody shuts themselves out. */
  isSelf: boolean;
  onChoose: (action: UserAction) => void;
  onChangePassword: () => void;
}

/** What can be done to a user. */
export function UserMenu({ user, isSelf, onChoose, onChangePassword }: UserMenuProps) {
  const enable = useChangeUser();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${user.name}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PencilLine size={14} aria-hidden />} onClick={() => onChoose('edit')}>
          Change name or role…
        </Menu.Item>
        <Menu.Item
          leftSection={<KeyRound size={14} aria-hidden />}
          onClick={() => (isSelf ? onChangePassword() : onChoose('password'))}
        >
          {isSelf ? 'Change password…' : 'Set a new password…'}
        </Menu.Item>
        {!isSelf && (
          <>
            {user.disabled ? (
              <Menu.Item
                leftSection={<UserRoundCheck size={14} aria-hidden />}
                onClick={() => enable.mutate({ id: user.id, disabled: false })}
              >
                Enable
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<UserRoundX size={14} aria-hidden />} onClick={() => onChoose('disable')}>
                Disable…
              </Menu.Item>
            )}
            <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={() => onChoose('remove')}>
              Remove…
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
