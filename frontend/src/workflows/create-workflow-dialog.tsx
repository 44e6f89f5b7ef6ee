import { Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { createWorkflow } from '../api/mutations';
import { keys } from '../api/queries';
import { CreateActions } from '../ui/create-actions';

/** Asks for a name and opens the new workflow in the editor. */
export function CreateWorkflowDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: createWorkflow,
    onSuccess: async (workflow) => {
      void queryClient.invalidateQueries({ queryKey: keys.workflows });
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: workflow.id } });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ name: name.trim() });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="New workflow" size="sm">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            placeholder="e.g. Order confirmation"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            required
            data-autofocus
          />
          <CreateActions attempt={create} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
