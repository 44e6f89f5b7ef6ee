import { Button, Tooltip } from '@mantine/core';
import { Ban, RotateCcw, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { RunFilter } from '../api/queries';
import { BulkDialog, type BulkAction } from './bulk-dialog';
import { cancellable, retryable } from './bulk-states';

/** What can be done with all runs that the filters let through, also with those that are not loaded. */
export function BulkActions({ filter }: { filter: RunFilter }) {
  const [action, setAction] = useState<BulkAction>();
  return (
    <>
      <BulkButton
        label="Retry all matching"
        icon={RotateCcw}
        whyNot={retryable(filter.status).length === 0 && 'Filter by failed, succeeded or cancelled first'}
        onClick={() => setAction('retry')}
      />
      <BulkButton
        label="Cancel all matching"
        icon={Ban}
        whyNot={cancellable(filter.status).length === 0 && 'These are over already'}
        onClick={() => setAction('cancel')}
      />
      <BulkDialog key={action} action={action} filter={filter} onClose={() => setAction(undefined)} />
    </>
  );
}

interface BulkButtonProps {
  label: string;
  icon: LucideIcon;
  whyNot: string | false;
  onClick: () => void;
}

/** Still a button where it can do nothing, so that it can say why. */
function BulkButton({ label, icon: Icon, whyNot, onClick }: BulkButtonProps) {
  const isBlocked = whyNot !== false;
  return (
    <Tooltip label={whyNot} disabled={!isBlocked} openDelay={0}>
      <Button
        variant="default"
        leftSection={<Icon size={14} aria-hidden />}
        aria-disabled={isBlocked}
        data-disabled={isBlocked || undefined}
        onClick={() => !isBlocked && onClick()}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
