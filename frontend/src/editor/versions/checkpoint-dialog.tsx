import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '../../ui/form-dialog';

interface CheckpointDialogProps {
  opened: boolean;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the name that the draft is kept under as it is now. */
export function CheckpointDialog({ opened, onSave, onClose }: CheckpointDialogProps) {
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: onSave,
    onSuccess: () => {
      setName('');
      onClose();
    },
  });
  const submit = (): void => {
    if (name.trim() !== '') save.mutate(name.trim());
  };
  return (
    <FormDialog
      opened={opened}
      title="Save checkpoint"
      action="Save"
      attempt={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="The draft is kept as it is now. Nothing is published."
        placeholder="e.g. Before the new discount"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
