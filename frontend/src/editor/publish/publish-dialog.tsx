import { Button, Group, Modal, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { DEFAULT_REPLAY_RATE, type StartFrom } from '@eventloom/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { formatCount } from '../../ui/format';
import { fromLocalField, toLocalField } from '../../ui/local-time';
import type { PublishQuestion } from '../editor-session';
import { useEditor, useUi } from '../use-editor';
import { findPastEvents } from '../workflow-calls';
import { PastEventsPreview } from './past-events-preview';

const DAY_MS = 86_400_000;
const FASTEST = 5000;

/** Asks from where a workflow hears events that it did not hear before; nothing else than now costs one more key. */
export function PublishDialog() {
  const { session } = useEditor();
  const question = useUi((ui) => ui.publishQuestion);
  const close = (): void => session.ui.setState({ publishQuestion: undefined });
  return (
    <Modal opened={question !== undefined} onClose={close} title="From where should it begin?" size={600}>
      {question && <PublishForm question={question} onClose={close} />}
    </Modal>
  );
}

type Begin = 'now' | 'time' | 'beginning';

function PublishForm({ question, onClose }: { question: PublishQuestion; onClose: () => void }) {
  const { session, flow } = useEditor();
  const [begin, setBegin] = useState<Begin>('now');
  const [time, setTime] = useState(() => toLocalField(new Date(Date.now() - DAY_MS).toISOString()));
  const [rate, setRate] = useState<number | string>(DEFAULT_REPLAY_RATE);
  const [note, setNote] = useState('');
  const isPublishing = useUi((ui) => ui.isPublishing);
  const startFrom = startOf(begin, time);
  const preview = useQuery({
    queryKey: ['past-events', session.workflowId, startFrom],
    queryFn: ({ signal }) => findPastEvents(session.workflowId, startFrom ?? 'now', signal),
    enabled: startFrom !== undefined && startFrom !== 'now',
    ...(startFrom === 'beginning' && { initialData: question.past }),
    gcTime: 0,
  });
  const matching = begin === 'now' ? 0 : (preview.data?.matching ?? 0);
  const isReady = startFrom !== undefined && (begin === 'now' || Number(rate) > 0);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isReady) void flow.publishFrom({ note, ...(begin !== 'now' && { startFrom, rate: Number(rate) }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {question.topics.join(', ')} {question.topics.length === 1 ? 'is' : 'are'} new to this workflow, and events of
          the past are kept.
        </Text>
        <Radio.Group label="Begin" value={begin} onChange={(value) => setBegin(value)}>
          <Stack gap={8} mt={8}>
            <Radio value="now" label="Now: only events that come in from here on" size="xs" data-autofocus />
            <Radio value="time" label="From a time" size="xs" />
            {begin === 'time' && (
              <TextInput
                type="datetime-local"
                aria-label="Time to begin from"
                value={time}
                onChange={(event) => setTime(event.currentTarget.value)}
                error={startFrom === undefined && 'Choose a day and a time'}
                ml={28}
                w={240}
              />
            )}
            <Radio value="beginning" label="From the beginning: every event that is kept" size="xs" />
          </Stack>
        </Radio.Group>
        {begin !== 'now' && startFrom !== undefined && (
          <>
            <PastEventsPreview query={preview} rate={Number(rate)} nameOf={nameIn(session)} />
            <NumberInput
              label="Events a second"
              value={rate}
              onChange={setRate}
              min={1}
              max={FASTEST}
              clampBehavior="strict"
              size="sm"
              w={240}
            />
          </>
        )}
        <TextInput
          label="Note"
          description="What this version is about; shown in the list of versions"
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPublishing} disabled={!isReady}>
            {matching > 0 ? `Publish and feed ${formatCount(matching, 'event')}` : 'Publish'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Undefined while the time that is being typed is none yet. */
function startOf(begin: Begin, time: string): StartFrom | undefined {
  return begin === 'time' ? fromLocalField(time) : begin;
}

function nameIn({ graph }: { graph: { nodes: { id: string; label?: string | undefined }[] } }) {
  return (nodeId: string): string => graph.nodes.find((node) => node.id === nodeId)?.label ?? nodeId;
}
