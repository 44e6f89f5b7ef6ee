import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error';
import { bulkDeadLetters, countDeadLetters, deadLetterKeys, type DeadLetterFilter } from '../api/dead-letters';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { countText } from '../ui/count-text';
import { formatCount } from '../ui/format';
import { watchJob } from '../ui/jobs/watched-jobs';
import { bulkFilter, type Choice } from './choice';
import classes from './dead-letters.module.css';

interface BulkBarProps {
  filter: DeadLetterFilter;
  choice: Choice;
  onClear: () => void;
  onAll: () => void;
}

type Action = 'replay' | 'discard';

/** What can be done with several dead letters at once. */
export function BulkBar({ filter, choice, onClear, onAll }: BulkBarProps) {
  const [action, setAction] = useState<Action>();
  const isNothing = choice !== 'all' && choice.size === 0;
  return (
    <div className={classes.bar} role="group" aria-label="Selection">
      {isNothing ? (
        <span>Select some to replay or discard them together.</span>
      ) : (
        <>
          <strong>
            {choice === 'all' ? 'All that match are selected' : `${choice.size.toLocaleString()} selected`}
          </strong>
          <Button size="compact-sm" variant="default" onClick={() => setAction('replay')}>
            Replay…
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAction('discard')}>
            Discard…
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
            Clear selection
          </Button>
        </>
      )}
      {choice !== 'all' && (
        <Button size="compact-sm" variant="subtle" onClick={onAll}>
          Select all that match
        </Button>
      )}
      <BulkDialog
        key={action}
        action={action}
        filter={filter}
        choice={choice}
        onClose={() => setAction(undefined)}
        onStarted={onClear}
      />
    </div>
  );
}

interface BulkDialogProps {
  action: Action | undefined;
  filter: DeadLetterFilter;
  choice: Choice;
  onClose: () => void;
  onStarted: () => void;
}

function BulkDialog({ action, filter, choice, onClose, onStarted }: BulkDialogProps) {
  const counted = useQuery({
    queryKey: [...deadLetterKeys.list(filter), 'count'],
    queryFn: ({ signal }) => countDeadLetters(filter, signal),
    enabled: action !== undefined && choice === 'all',
    gcTime: 0,
  });
  const bulk = useMutation({
    mutationFn: bulkDeadLetters,
    onSuccess: (jobId) => {
      watchJob(jobId);
      onStarted();
      onClose();
    },
  });
  const count =
    choice === 'all' ? counted.data && countText(counted.data, 'dead letter') : formatCount(choice.size, 'dead letter');
  const isDiscard = action === 'discard';
  return (
    <ConfirmDialog
      title={`${isDiscard ? 'Discard' : 'Replay'} ${count ?? 'all that match'}?`}
      confirm={isDiscard ? 'Discard them' : 'Replay them'}
      keep={isDiscard ? 'Keep them' : 'Cancel'}
      tone={isDiscard ? 'danger' : 'plain'}
      opened={action !== undefined}
      busy={bulk.isPending || (choice === 'all' && counted.isPending)}
      onConfirm={() => action && bulk.mutate({ action, filter: bulkFilter(choice, filter) })}
      onClose={onClose}
    >
      {isDiscard
        ? 'They leave this list, and their consumers are not given them again. The events and the failed runs stay. This can’t be undone.'
        : 'Each is given to its consumer again, as a new run of what is published. Steps that reach other systems do so again.'}
      {bulk.isError && <p role="alert">{messageOf(bulk.error)}</p>}
    </ConfirmDialog>
  );
}
