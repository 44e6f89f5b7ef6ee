import type { Account } from '@eventloom/backend/contract';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { resetPassword } from '../../api/people';
import { FormDialog } from '../../ui/form-dialog';
import { NewPasswordField } from './new-password-field';

/** Asks for a new password for somebody else; closed without one. */
export function ResetPasswordDialog({ user, onClose }: { user?: Account; onClose: () => void }) {
  const [password, setPassword] = useState('');
  const reset = useMutation({ mutationFn: resetPassword });
  const close = (): void => {
    setPassword('');
    reset.reset();
    onClose();
  };
  const submit = (): void => {
    if (!user) return;
    reset.mutate(
      { id: user.id, password },
      {
        onSuccess: () => {
          notifications.show({ message: `${user.name} has a new password and is logged out.` });
          close();
        },
      },
    );
  };
  return (
    <FormDialog
      opened={user !== undefined}
      title={`New password for ${user?.name ?? ''}`}
      action="Set password"
      attempt={reset}
      onSubmit={submit}
      onClose={close}
    >
      <NewPasswordField
        label="New password"
        description="10 characters or more; they are logged out and need it to come back"
        value={password}
        onChange={setPassword}
        isFirst
      />
    </FormDialog>
  );
}
