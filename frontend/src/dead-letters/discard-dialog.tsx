import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../api/api-error';
import { deadLetterKeys, discardDeadLetter } from '../api/dead-letters';
import { ConfirmDialog } from '../ui/confirm-dialog';

/** Asks before a dead letter is let go. */
export function DiscardDialog({ letterId, onClose }: { letterId: string | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const discard = useMutation({
    mutationFn: discardDeadLetter,
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: deadLetterKeys.all }),
  });
  return (
    <ConfirmDialog
      title="Discard this dead letter?"
      confirm="Discard it"
      opened={letterId !== undefined}
      busy={discard.isPending}
      onConfirm={() => letterId !== undefined && discard.mutate(letterId)}
      onClose={onClose}
    >
      It leaves this list, and its consumer is not given it again. The event and the failed run stay. This can’t be
      undone.
      {discard.isError && <p role="alert">{messageOf(discard.error)}</p>}
    </ConfirmDialog>
  );
}
