import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error';
import { deadLetterKeys, replayDeadLetter, useDeadLetter, type ShownDeadLetter } from '../api/dead-letters';
import { JsonText } from '../schema-form/json-text';
import { parseJson } from '../schema-form/parse-json';
import { LinkButton } from '../ui/link-button';
import { ListState } from '../ui/list-state';
import { workflowTitle } from '../ui/run-words';
import classes from './dead-letters.module.css';

interface MendDialogProps {
  letterId: string | undefined;
  onClose: () => void;
  onDiscard: (id: string) => void;
}

/** Shows what could not be worked off and why, lets the data be changed, and gives it to the consumer again. */
export function MendDialog({ letterId, onClose, onDiscard }: MendDialogProps) {
  return (
    <Modal opened={letterId !== undefined} onClose={onClose} title="Mend and replay" size={680}>
      {letterId !== undefined && <Letter id={letterId} onClose={onClose} onDiscard={onDiscard} />}
    </Modal>
  );
}

interface LetterProps {
  id: string;
  onClose: () => void;
  onDiscard: (id: string) => void;
}

function Letter({ id, onClose, onDiscard }: LetterProps) {
  const query = useDeadLetter(id);
  const discard = () => {
    onClose();
    onDiscard(id);
  };
  return (
    <>
      <ListState name="The dead letter" query={query} />
      {query.data && <Mending letter={query.data} onClose={onClose} onDiscard={discard} />}
    </>
  );
}

interface MendingProps {
  letter: ShownDeadLetter;
  onClose: () => void;
  onDiscard: () => void;
}

function Mending({ letter, onClose, onDiscard }: MendingProps) {
  const queryClient = useQueryClient();
  const [original] = useState(() => JSON.stringify(letter.data, null, 2));
  const [text, setText] = useState(original);
  const replay = useMutation({
    mutationFn: (body: { data?: unknown }) => replayDeadLetter(letter.id, body),
    onSettled: () => queryClient.invalidateQueries({ queryKey: deadLetterKeys.all }),
  });
  if (replay.isSuccess) return <Replayed runId={replay.data.runId} letter={letter} onClose={onClose} />;
  const parsed = parseJson(text);
  const isMended = text !== original;
  const problem = isMended ? problemOf(parsed) : undefined;
  const name = workflowTitle(letter);
  return (
    <Stack gap="md">
      <dl className={classes.facts}>
        <dt>Message</dt>
        <dd>
          {letter.topic} {letter.subject}
        </dd>
        <dt>Consumer</dt>
        <dd>{name}</dd>
        <dt>Error</dt>
        <dd className={classes.why}>{letter.error?.message ?? 'It failed.'}</dd>
      </dl>
      <JsonText label="Data" text={text} problem={problem} onChange={setText} />
      <Text size="sm" c="dimmed">
        {isMended
          ? `A new event with these data goes to ${name} alone. The old one stays as it is.`
          : `${name} gets the same event again, as a new run of what is published.`}
      </Text>
      {replay.isError && (
        <Alert role="alert" color="red" variant="light">
          {messageOf(replay.error)}
        </Alert>
      )}
      <Group gap="xs">
        <Button variant="light" color="red" onClick={onDiscard} mr="auto">
          Discard…
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={problem !== undefined}
          loading={replay.isPending}
          onClick={() =>
            replay.mutate(isMended && typeof parsed === 'object' && 'value' in parsed ? { data: parsed.value } : {})
          }
        >
          {isMended ? 'Replay with these data' : 'Replay as it is'}
        </Button>
      </Group>
    </Stack>
  );
}

function problemOf(parsed: ReturnType<typeof parseJson>): string | undefined {
  if (parsed === 'empty') return 'An event has some data; null is the least.';
  return 'problem' in parsed ? parsed.problem : undefined;
}

function Replayed({ letter, runId, onClose }: { letter: ShownDeadLetter; runId: string; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        {workflowTitle(letter)} has begun a new run.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <LinkButton to="/runs/$runId" params={{ runId }}>
          See the run
        </LinkButton>
      </Group>
    </Stack>
  );
}
