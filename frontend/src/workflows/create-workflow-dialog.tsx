import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createWorkflow } from '../api/mutations';
import { keys } from '../api/queries';
import { FormDialog } from '../ui/form-dialog';

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
  const submit = (): void => {
    if (name.trim() !== '') create.mutate({ name: name.trim() });
  };
  return (
    <FormDialog opened={opened} title="New workflow" attempt={create} onSubmit={submit} onClose={onClose}>
      <TextInput
        label="Name"
        placeholder="e.g. Order confirmation"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
