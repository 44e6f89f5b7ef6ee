import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { DEFAULT_REPLAY_RATE, TOPIC_WILDCARD_PATTERN } from '@eventloom/backend/contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { messageOf } from '../api/api-error';
import { replayEvents, type EventFilter } from '../api/events';
import { useWorkflows } from '../api/queries';
import { watchJob } from '../ui/jobs/watched-jobs';
import { fromLocalField, toLocalField } from '../ui/local-time';

const DAY_MS = 86_400_000;
const FASTEST = 5000;

interface ReplayManyDialogProps {
  /** What the list shows is what is asked for at first. */
  filter: EventFilter;
  opened: boolean;
  onClose: () => void;
}

/** Hands out the events of a topic and a stretch of time again. */
export function ReplayManyDialog({ filter, opened, onClose }: ReplayManyDialogProps) {
  const [type, setType] = useState(filter.type ?? '');
  const [from, setFrom] = useState(() => toLocalField(filter.from ?? new Date(Date.now() - DAY_MS).toISOString()));
  // The minute that is not over yet belongs to it.
  const [to, setTo] = useState(() => toLocalField(filter.to ?? new Date(Date.now() + 60_000).toISOString()));
  const [workflowId, setWorkflowId] = useState<string | null>(null);
  const [rate, setRate] = useState<number | string>(DEFAULT_REPLAY_RATE);
  const { data } = useWorkflows({});
  const workflows = data?.pages.flatMap((page) => page.items) ?? [];
  const replay = useMutation({
    mutationFn: replayEvents,
    onSuccess: (jobId) => {
      watchJob(jobId);
      onClose();
    },
  });
  const [start, end] = [fromLocalField(from), fromLocalField(to)];
  const isTopic = TOPIC_WILDCARD_PATTERN.test(type.trim());
  const isReady = isTopic && start !== undefined && end !== undefined && start < end && Number(rate) > 0;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const consumer = workflowId === null ? {} : { workflowId };
    replay.mutate({ type: type.trim(), from: start, to: end, rate: Number(rate), ...consumer });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Replay events">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Topic"
            description="A topic, or a pattern: * stands for one segment, > for the rest"
            placeholder="order.created"
            value={type}
            onChange={(event) => setType(event.currentTarget.value)}
            error={type !== '' && !isTopic && 'This is no topic'}
            data-autofocus
          />
          <Group gap="sm" grow align="start">
            <TextInput
              type="datetime-local"
              label="Received from"
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label="to"
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              error={start !== undefined && end !== undefined && start >= end && 'This is not after the start'}
            />
          </Group>
          <Group gap="sm" grow align="start">
            <Select
              label="Consumer"
              placeholder="All that listen"
              data={workflows.map(({ id, name }) => ({ value: id, label: name }))}
              value={workflowId}
              onChange={setWorkflowId}
              searchable
              clearable
            />
            <NumberInput
              label="Events a second"
              value={rate}
              onChange={setRate}
              min={1}
              max={FASTEST}
              clampBehavior="strict"
              size="sm"
            />
          </Group>
          <Text size="sm" c="dimmed">
            Every consumer whose filter lets an event through gets a new run of it. Steps that reach other systems do so
            again. The job can be watched and cancelled.
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
            <Button type="submit" disabled={!isReady} loading={replay.isPending}>
              Start the replay
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
