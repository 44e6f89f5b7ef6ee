import type { WorkflowSummary } from '@eventloom/backend/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../api/api-error';
import { deleteWorkflow } from '../api/mutations';
import { keys } from '../api/queries';
import { ConfirmDialog } from '../ui/confirm-dialog';

/** Asks before a workflow is deleted. */
export function DeleteWorkflowDialog({ workflow, onClose }: { workflow?: WorkflowSummary; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteWorkflow,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.workflows });
      onClose();
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not deleted', message: messageOf(error) }),
  });
  return (
    <ConfirmDialog
      title={`Delete “${workflow?.name ?? ''}”?`}
      confirm="Delete workflow"
      opened={workflow !== undefined}
      busy={remove.isPending}
      onConfirm={() => workflow && remove.mutate(workflow.id)}
      onClose={onClose}
    >
      It stops receiving events at once, and its versions go with it. This can’t be undone.
    </ConfirmDialog>
  );
}
