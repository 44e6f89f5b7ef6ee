import { Alert, Button, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import type { Topic } from '@eventloom/backend/contract';
import { useState, type SubmitEvent } from 'react';
import { messageOf } from '../api/api-error';
import classes from './topics.module.css';
import { useSaveTopic } from './use-save-topic';

const TEN_YEARS = 3650;

/** What a topic is for, whose it is, and how long its events are kept. */
export function SettingsTab({ topic }: { topic: Topic }) {
  const [description, setDescription] = useState(topic.description);
  const [owner, setOwner] = useState(topic.owner);
  const [days, setDays] = useState<number | string>(topic.retentionDays ?? '');
  const save = useSaveTopic(topic.type);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate({ description, owner, retentionDays: days === '' ? null : Number(days) });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack gap="md">
        <Textarea
          label="Description"
          placeholder="What it means when an event of this topic comes"
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          maxRows={8}
        />
        <TextInput
          label="Owner"
          placeholder="A person or a team"
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
          maxLength={200}
        />
        <NumberInput
          label="Days that its events are kept"
          description="Empty: as long as all others"
          placeholder="as all others"
          value={days}
          onChange={setDays}
          min={1}
          max={TEN_YEARS}
          allowDecimal={false}
          size="sm"
          w={240}
        />
        {save.isError && (
          <Alert role="alert" color="red" variant="light">
            {messageOf(save.error)}
          </Alert>
        )}
        <div>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </div>
      </Stack>
    </form>
  );
}
