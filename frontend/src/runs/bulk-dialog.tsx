import type { RetryRun } from '@eventloom/backend/contract';
import { Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error';
import { bulkRuns, countRuns } from '../api/bulk-runs';
import { keys, type RunFilter } from '../api/queries';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { countText } from '../ui/count-text';
import { watchJob } from '../ui/jobs/watched-jobs';
import { cancellable, retryable } from './bulk-states';
import { VersionChoice } from '../ui/version-choice';

export type BulkAction = 'retry' | 'cancel';

interface BulkDialogProps {
  action: BulkAction | undefined;
  filter: RunFilter;
  onClose: () => void;
}

/** Says how many runs are meant, asks how, and starts the job. What comes in later is not among them. */
export function BulkDialog({ action, filter, onClose }: BulkDialogProps) {
  const [from, setFrom] = useState(filter.status === 'failed' ? 'failed' : 'start');
  const [version, setVersion] = useState<RetryRun['version']>('same');
  const states = action === 'retry' ? retryable(filter.status) : cancellable(filter.status);
  const counted = useQuery({
    queryKey: [...keys.runList(filter), 'count', states],
    queryFn: ({ signal }) => countRuns(filter, states, signal),
    enabled: action !== undefined,
    gcTime: 0,
  });
  const bulk = useMutation({
    mutationFn: bulkRuns,
    onSuccess: (jobId) => {
      watchJob(jobId);
      onClose();
    },
  });
  const verb = action === 'retry' ? 'Retry' : 'Cancel';
  return (
    <ConfirmDialog
      title={`${verb} ${counted.data ? countText(counted.data, 'run') : 'all that match'}?`}
      confirm={action === 'retry' ? 'Start the retries' : 'Cancel the runs'}
      keep={action === 'retry' ? 'Cancel' : 'Keep them'}
      tone={action === 'retry' ? 'plain' : 'danger'}
      opened={action !== undefined}
      busy={bulk.isPending || counted.isPending}
      onConfirm={() => action && bulk.mutate({ action, filter, from, version })}
      onClose={onClose}
    >
      {action === 'retry' ? (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            The same events run again, each as a new run. Steps that reach other systems do so again.
          </Text>
          <Radio.Group label="From" value={from} onChange={setFrom}>
            <Stack gap={8} mt={8}>
              <Radio value="failed" label="The failed step" disabled={filter.status !== 'failed'} size="xs" />
              <Radio value="start" label="The start" size="xs" />
            </Stack>
          </Radio.Group>
          <VersionChoice same="The version that each ran on" value={version} onChange={setVersion} />
        </Stack>
      ) : (
        'Calls under way are broken off, and steps that have not begun are left out. What was done already is not taken back.'
      )}
      {bulk.isError && <p role="alert">{messageOf(bulk.error)}</p>}
    </ConfirmDialog>
  );
}
