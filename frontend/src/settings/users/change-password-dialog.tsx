import { PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword } from '../../api/people';
import { FormDialog } from '../../ui/form-dialog';
import { NewPasswordField } from './new-password-field';

/** Asks for one's own password and the one that is to follow it. */
export function ChangePasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useMutation({ mutationFn: changePassword });
  const close = (): void => {
    setCurrent('');
    setNew('');
    change.reset();
    onClose();
  };
  const submit = (): void =>
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          notifications.show({ message: 'Your password is changed. Your other sessions have ended.' });
          close();
        },
      },
    );
  return (
    <FormDialog
      opened={opened}
      title="Change my password"
      action="Change password"
      attempt={change}
      onSubmit={submit}
      onClose={close}
    >
      <PasswordInput
        label="Current password"
        value={currentPassword}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        maxLength={200}
        autoComplete="current-password"
        required
        data-autofocus
      />
      <NewPasswordField
        label="New password"
        description="10 characters or more; your other sessions end"
        value={newPassword}
        onChange={setNew}
      />
    </FormDialog>
  );
}
