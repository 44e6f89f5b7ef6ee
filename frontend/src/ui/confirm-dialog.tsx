import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  /** The word on the button that leaves everything as it is. */
  keep?: string;
  /** `danger` for what can't be taken back. */
  tone?: 'danger' | 'plain';
  opened: boolean;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be taken back, or that happens to many things at once. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, keep = 'Keep it', tone = 'danger', opened, busy, onConfirm, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm">
      <Text size="sm" component="div">
        {children}
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button {...(tone === 'danger' && { color: 'red' })} loading={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
