import type { PruneResult } from '@eventloom/backend/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../../api/api-error';
import { prune, retentionKey } from '../../api/retention';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { formatBytes, formatCount } from '../../ui/format';

interface PruneDialogProps {
  /** How long history is kept; undefined while that is not known. */
  days: number | undefined;
  opened: boolean;
  onClose: () => void;
}

/** Asks before what is over goes at once rather than within the hour. */
export function PruneDialog({ days, opened, onClose }: PruneDialogProps) {
  const queryClient = useQueryClient();
  const pruning = useMutation({
    mutationFn: prune,
    onSuccess: async (result) => {
      notifications.show({ message: toldOf(result) });
      await queryClient.invalidateQueries({ queryKey: retentionKey });
      onClose();
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not pruned', message: messageOf(error) }),
  });
  const age = days === undefined ? 'than it is kept' : `than ${formatCount(days, 'day')}`;
  return (
    <ConfirmDialog
      title="Prune now?"
      confirm="Prune"
      keep="Cancel"
      opened={opened}
      busy={pruning.isPending}
      onConfirm={() => pruning.mutate()}
      onClose={onClose}
    >
      History that is older {age} goes for good, as it would within the hour anyway. What waits or was dead-lettered
      stays.
    </ConfirmDialog>
  );
}

function toldOf({ prunings }: PruneResult): string {
  const events = prunings.reduce((sum, pruning) => sum + pruning.events, 0);
  const bytes = prunings.reduce((sum, pruning) => sum + pruning.bytes, 0);
  if (prunings.length === 0) return 'There was nothing to prune.';
  return `${formatCount(events, 'event')} and what belongs to them are gone; ${formatBytes(bytes)} are free again.`;
}
