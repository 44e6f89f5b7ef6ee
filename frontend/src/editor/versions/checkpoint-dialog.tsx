import { Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { CreateActions } from '../../ui/create-actions';

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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate(name.trim());
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Save checkpoint" size="sm">
      <form onSubmit={submit}>
        <Stack gap="sm">
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
          <CreateActions attempt={save} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
