import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { schemaModeSchema, type SchemaMode, type Topic } from '@eventloom/backend/contract';
import { useMutation } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { ApiError, messageOf } from '../api/api-error';
import { proposeSchema } from '../api/topics';
import { JsonText } from '../schema-form/json-text';
import { formatCount } from '../ui/format';
import { readJsonSchema } from './read-json-schema';
import classes from './topics.module.css';
import { useSaveTopic } from './use-save-topic';

const MODES: Record<SchemaMode, { label: string; meaning: string }> = {
  off: { label: 'Off', meaning: 'Nothing is checked; the schema only tells what to expect.' },
  warn: { label: 'Warn', meaning: 'Events that do not fit are taken, and marked.' },
  reject: { label: 'Reject', meaning: 'Events that do not fit are refused: whoever sends one is told why.' },
};

/** What the data of a topic looks like, and what happens to data that does not. */
export function SchemaTab({ topic }: { topic: Topic }) {
  const [text, setText] = useState(() => (topic.schema === null ? '' : JSON.stringify(topic.schema, null, 2)));
  const [mode, setMode] = useState(topic.mode);
  const save = useSaveTopic(topic.type);
  const propose = useMutation({
    mutationFn: () => proposeSchema(topic.type),
    onSuccess: ({ schema, from }) => {
      if (from > 0) setText(JSON.stringify(schema, null, 2));
    },
  });
  const read = readJsonSchema(text);
  const problem = 'problem' in read ? read.problem : undefined;
  return (
    <Stack gap="md" className={classes.schema}>
      <Group justify="space-between" align="end">
        <div>
          <Text size="sm" fw={500} mb={4} id="schema-mode">
            Events that do not fit
          </Text>
          <SegmentedControl
            aria-labelledby="schema-mode"
            size="xs"
            data={schemaModeSchema.options.map((value) => ({ value, label: MODES[value].label }))}
            value={mode}
            onChange={(value) => setMode(value)}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {MODES[mode].meaning}
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<Sparkles size={14} aria-hidden />}
          loading={propose.isPending}
          onClick={() => propose.mutate()}
        >
          Propose from events
        </Button>
      </Group>
      {propose.isSuccess && (
        <Text size="sm" c="dimmed" role="status">
          {propose.data.from === 0
            ? 'There is no event yet to propose a schema from.'
            : `Proposed from the latest ${formatCount(propose.data.from, 'event')}. Nothing is saved yet.`}
        </Text>
      )}
      <JsonText label="JSON Schema" text={text} problem={problem} onChange={setText} />
      {[save, propose].map(
        (attempt, index) =>
          attempt.isError && (
            <Alert key={index} role="alert" color="red" variant="light">
              {messageOf(attempt.error)} {attempt.error instanceof ApiError && attempt.error.hint}
            </Alert>
          ),
      )}
      <div>
        <Button
          disabled={problem !== undefined}
          loading={save.isPending}
          onClick={() => 'schema' in read && save.mutate({ mode, schema: read.schema })}
        >
          Save
        </Button>
      </div>
    </Stack>
  );
}
