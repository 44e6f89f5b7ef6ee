import type { Account } from '@eventloom/backend/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../../api/api-error';
import { deleteUser, updateUser, usersKey } from '../../api/people';
import { ConfirmDialog } from '../../ui/confirm-dialog';

const WAYS = {
  disable: {
    verb: 'Disable',
    failed: 'Not disabled',
    consequence: 'They are logged out and can’t come back until you enable them again. What they made stays.',
    act: (id: string): Promise<unknown> => updateUser({ id, disabled: true }),
  },
  remove: {
    verb: 'Remove',
    failed: 'Not removed',
    consequence: 'They are logged out and can’t come back. What they made stays. This can’t be undone.',
    act: (id: string): Promise<unknown> => deleteUser(id),
  },
};

interface ShutOutDialogProps {
  /** Closed without one. */
  user?: Account;
  how: keyof typeof WAYS;
  onClose: () => void;
}

/** Asks before somebody is shut out, for now or for good. */
export function ShutOutDialog({ user, how, onClose }: ShutOutDialogProps) {
  const queryClient = useQueryClient();
  const { verb, failed, consequence, act } = WAYS[how];
  const shutOut = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: usersKey });
      onClose();
    },
    onError: (error) => notifications.show({ color: 'red', title: failed, message: messageOf(error) }),
  });
  return (
    <ConfirmDialog
      title={`${verb} ${user?.name ?? ''}?`}
      confirm={`${verb} user`}
      keep="Keep"
      opened={user !== undefined}
      busy={shutOut.isPending}
      onConfirm={() => user && shutOut.mutate(user.id)}
      onClose={onClose}
    >
      {consequence}
    </ConfirmDialog>
  );
}
