import { TextInput } from '@mantine/core';
import { TOPIC_PATTERN } from '@eventloom/backend/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { putTopic, topicKeys } from '../api/topics';
import { FormDialog } from '../ui/form-dialog';

/** Asks for a name and opens the page of the new topic, before there is any event of it. */
export function CreateTopicDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [type, setType] = useState('');
  const isTopic = TOPIC_PATTERN.test(type.trim());
  const create = useMutation({
    mutationFn: () => putTopic(type.trim(), {}),
    onSuccess: async (topic) => {
      void queryClient.invalidateQueries({ queryKey: topicKeys.all });
      await navigate({ to: '/topics/$type', params: { type: topic.type } });
    },
  });
  const submit = (): void => {
    if (isTopic) create.mutate();
  };
  return (
    <FormDialog opened={opened} title="New topic" attempt={create} onSubmit={submit} onClose={onClose}>
      <TextInput
        label="Topic"
        description="Segments with dots between them, such as order.created"
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
        error={type !== '' && !isTopic && 'Letters, digits, - and _, with dots between the segments'}
        maxLength={255}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
