import { Select, TextInput } from '@mantine/core';
import type { CreatedApiKey } from '@eventloom/backend/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createApiKey } from '../api/mutations';
import { keys } from '../api/queries';
import { FormDialog } from '../ui/form-dialog';

interface CreateApiKeyDialogProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (created: CreatedApiKey) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LIVES = [
  { value: '', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

/** Asks what a new key is for and how long it lives. */
export function CreateApiKeyDialog({ opened, onClose, onCreated }: CreateApiKeyDialogProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState('');
  const create = useMutation({
    mutationFn: createApiKey,
    onSuccess: (created) => {
      void queryClient.invalidateQueries({ queryKey: keys.apiKeys });
      setName('');
      onCreated(created);
      onClose();
    },
  });
  const submit = (): void => {
    if (name.trim() === '') return;
    const expiresAt = days === '' ? undefined : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    create.mutate({ name: name.trim(), expiresAt });
  };
  return (
    <FormDialog opened={opened} title="New API key" attempt={create} onSubmit={submit} onClose={onClose}>
      <TextInput
        label="Name"
        description="What it is for, so that you know what breaks when you revoke it"
        placeholder="e.g. Shop backend"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        required
        data-autofocus
      />
      <Select
        label="Expires"
        data={LIVES}
        value={days}
        onChange={(value) => setDays(value ?? '')}
        allowDeselect={false}
      />
    </FormDialog>
  );
}
