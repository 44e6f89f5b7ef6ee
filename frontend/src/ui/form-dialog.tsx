import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageOf } from '../api/api-error';

interface FormDialogProps {
  opened: boolean;
  title: string;
  /** What sends it off. */
  action?: string;
  /** What sending it off led to: whether that is under way, and why it failed. */
  attempt: { isPending: boolean; error: Error | null };
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that asks a few things and makes something of them. */
export function FormDialog({
  opened,
  title,
  action = 'Create',
  attempt,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack gap="sm">
          {children}
          {attempt.error && (
            <Alert role="alert" color="red" variant="light">
              {messageOf(attempt.error)}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={attempt.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
