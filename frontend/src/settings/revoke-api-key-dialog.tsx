import type { ApiKey } from '@eventloom/backend/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../api/api-error';
import { revokeApiKey } from '../api/mutations';
import { keys } from '../api/queries';
import { ConfirmDialog } from '../ui/confirm-dialog';

/** Asks before a key stops working. */
export function RevokeApiKeyDialog({ apiKey, onClose }: { apiKey?: ApiKey; onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: revokeApiKey,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.apiKeys });
      onClose();
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not revoked', message: messageOf(error) }),
  });
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey?.name ?? ''}”?`}
      confirm="Revoke key"
      opened={apiKey !== undefined}
      busy={revoke.isPending}
      onConfirm={() => apiKey && revoke.mutate(apiKey.id)}
      onClose={onClose}
    >
      Programs that use it are refused from now on. This can’t be undone.
    </ConfirmDialog>
  );
}
