import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import type { Delivery } from '@eventloom/backend/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error';
import { replayEvent, type ShownEvent } from '../api/events';
import { useTopic } from '../api/topics';
import { watchJob } from '../ui/jobs/watched-jobs';
import { workflowTitle } from '../ui/run-words';
import { TopicName } from '../ui/topic-name';

interface ReplayDialogProps {
  event: ShownEvent;
  deliveries: Delivery[];
  /** The consumer that is chosen at first; all if absent. */
  workflowId: string | undefined;
  opened: boolean;
  onClose: () => void;
}

const ALL = 'all';

/** Asks to whom an event is handed out again; one more run each. */
export function ReplayDialog({ event, deliveries, workflowId, opened, onClose }: ReplayDialogProps) {
  const [to, setTo] = useState(workflowId ?? ALL);
  const consumers = useConsumers(event.type, deliveries);
  const replay = useMutation({
    mutationFn: () => replayEvent(event.id, to === ALL ? undefined : to),
    onSuccess: (jobId) => {
      watchJob(jobId);
      onClose();
    },
  });
  const chosen = consumers.get(to);
  return (
    <Modal opened={opened} onClose={onClose} title="Replay this event">
      <Stack gap="md">
        <Text size="sm" component="div">
          <TopicName type={event.type} /> is handed out again, as the same event with the same id.
        </Text>
        <Radio.Group label="To" value={to} onChange={setTo}>
          <Stack gap={8} mt={8}>
            <Radio value={ALL} label="Every workflow that listens to it now" size="xs" />
            {[...consumers].map(([id, name]) => (
              <Radio key={id} value={id} label={name} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {chosen === undefined ? 'Each of them gets' : `${chosen} gets`} a new run of what is published, if its filter
          lets the event through. Steps that reach other systems do so again.
        </Text>
        {replay.isError && (
          <Alert role="alert" color="red" variant="light">
            {messageOf(replay.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={replay.isPending} onClick={() => replay.mutate()}>
            {chosen === undefined ? 'Replay to all' : `Replay to ${chosen}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The workflows that heard the event, and those that would hear it now, by their ids. */
function useConsumers(topic: string, deliveries: Delivery[]): Map<string, string> {
  const { data } = useTopic(topic);
  return new Map([
    ...deliveries.map((delivery) => [delivery.workflowId, workflowTitle(delivery)] as const),
    ...(data?.consumers ?? []).map((consumer) => [consumer.workflowId, workflowTitle(consumer)] as const),
  ]);
}
