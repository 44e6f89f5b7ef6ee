import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../../api/api-error';
import { updateUser, usersKey } from '../../api/people';
import { keys } from '../../api/queries';

/** Changes a user; what the reader sees of users, and of themselves, follows. Tells of failures where nothing else does. */
export function useChangeUser({ isQuiet = false, onDone }: { isQuiet?: boolean; onDone?: () => void } = {}) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: updateUser,
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: usersKey }),
        queryClient.invalidateQueries({ queryKey: keys.session }),
      ]);
      onDone?.();
    },
    onError: (error) => {
      if (!isQuiet) notifications.show({ color: 'red', title: 'Not changed', message: messageOf(error) });
    },
  });
}
