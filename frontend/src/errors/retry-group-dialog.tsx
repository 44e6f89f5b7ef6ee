import type { RetryRun } from '@eventloom/backend/contract';
import { Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error';
import { countGroupRuns, errorGroupKeys, retryGroup } from '../api/error-groups';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { countText } from '../ui/count-text';
import { watchJob } from '../ui/jobs/watched-jobs';
import { VersionChoice } from '../ui/version-choice';

interface RetryGroupDialogProps {
  fingerprint: string;
  opened: boolean;
  onClose: () => void;
}

/** Says how many runs failed so, asks how they are to run again, and starts the job. */
export function RetryGroupDialog({ fingerprint, opened, onClose }: RetryGroupDialogProps) {
  const [from, setFrom] = useState('failed');
  const [version, setVersion] = useState<RetryRun['version']>('published');
  const counted = useQuery({
    queryKey: errorGroupKeys.count(fingerprint),
    queryFn: ({ signal }) => countGroupRuns(fingerprint, signal),
    enabled: opened,
    gcTime: 0,
  });
  const retry = useMutation({
    mutationFn: () => retryGroup(fingerprint, { from, version }),
    onSuccess: (jobId) => {
      watchJob(jobId);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Retry ${counted.data ? countText(counted.data, 'run') : 'all of them'}?`}
      confirm="Start the retries"
      keep="Cancel"
      tone="plain"
      opened={opened}
      busy={retry.isPending || counted.isPending}
      onConfirm={() => retry.mutate()}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          The same events run again, each as a new run. What was retried already is left out.
        </Text>
        <Radio.Group label="From" value={from} onChange={setFrom}>
          <Stack gap={8} mt={8}>
            <Radio value="failed" label="The failed step" size="xs" />
            <Radio value="start" label="The start" size="xs" />
          </Stack>
        </Radio.Group>
        <VersionChoice same="The version that each ran on" value={version} onChange={setVersion} />
      </Stack>
      {retry.isError && <p role="alert">{messageOf(retry.error)}</p>}
    </ConfirmDialog>
  );
}
