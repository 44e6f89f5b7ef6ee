import { Alert, Button, Group } from '@mantine/core';
import { messageOf } from '../api/api-error';

interface CreateActionsProps {
  /** The attempt to create: whether it is under way, and why it failed. */
  attempt: { isPending: boolean; error: Error | null };
  onCancel: () => void;
}

/** The end of a form that makes something: what went wrong, and the two ways out. */
export function CreateActions({ attempt, onCancel }: CreateActionsProps) {
  return (
    <>
      {attempt.error && (
        <Alert role="alert" color="red" variant="light">
          {messageOf(attempt.error)}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={attempt.isPending}>
          Create
        </Button>
      </Group>
    </>
  );
}
