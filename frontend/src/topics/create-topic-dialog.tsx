import { Modal, Stack, TextInput } from '@mantine/core';
import { TOPIC_PATTERN } from '@eventloom/backend/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { putTopic, topicKeys } from '../api/topics';
import { CreateActions } from '../ui/create-actions';

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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isTopic) create.mutate();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="New topic" size="sm">
      <form onSubmit={submit}>
        <Stack gap="sm">
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
          <CreateActions attempt={create} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
