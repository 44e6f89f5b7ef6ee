import { Alert } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../api/api-error';
import { cancelRun } from '../api/mutations';
import { keys } from '../api/queries';
import { ConfirmDialog } from '../ui/confirm-dialog';

interface CancelDialogProps {
  runId: string;
  opened: boolean;
  onClose: () => void;
}

/** Asks before a run is stopped: what it has done stays done. */
export function CancelDialog({ runId, opened, onClose }: CancelDialogProps) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelRun(runId),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: keys.run(runId) }),
  });
  return (
    <ConfirmDialog
      title="Cancel this run?"
      confirm="Cancel the run"
      opened={opened}
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate()}
      onClose={onClose}
    >
      Calls under way are broken off, steps that have not begun are left out, and runs that it waits for are cancelled
      too. What it has done already is not taken back.
      {cancel.isError && (
        <Alert component="span" display="block" role="alert" color="red" variant="light" mt="sm">
          {messageOf(cancel.error)}
        </Alert>
      )}
    </ConfirmDialog>
  );
}
