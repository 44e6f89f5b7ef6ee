import type { RetryRun } from '@eventloom/backend/contract';
import { Alert, Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ApiError, messageOf } from '../api/api-error';
import { retryRun } from '../api/mutations';
import { useNodeTypes, type ShownRun } from '../api/queries';
import { versionText } from '../ui/run-words';
import { repeatedEffects, type RepeatedEffect } from './repeated-effects';
import { VersionChoice } from '../ui/version-choice';

interface RetryDialogProps {
  run: ShownRun;
  selectedNodeId: string | undefined;
  opened: boolean;
  onClose: () => void;
}

type From = 'failed' | 'step' | 'start';

/** Asks from where to run again, and on which version; warns of what would be done twice; then opens the new run. */
export function RetryDialog({ run, selectedNodeId, opened, onClose }: RetryDialogProps) {
  const navigate = useNavigate();
  const manifests = useNodeTypes();
  const failed = run.status === 'failed';
  const [from, setFrom] = useState<From>(failed ? 'failed' : 'start');
  const [nodeId, setNodeId] = useState<string | null>(null);
  const [version, setVersion] = useState<RetryRun['version']>('same');
  const step = nodeId ?? selectedNodeId ?? run.trigger;
  const start = from === 'step' ? step : from;
  const retry = useMutation({
    mutationFn: () => retryRun(run.id, { from: start, version }),
    onSuccess: async (runId) => {
      onClose();
      await navigate({ to: '/runs/$runId', params: { runId } });
    },
  });
  const effects = useMemo(
    () => (opened ? repeatedEffects(run, manifests, start) : []),
    [opened, run, manifests, start],
  );
  return (
    <Modal opened={opened} onClose={onClose} title="Retry this run">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          The same event runs this workflow again, as a new run. Steps before the chosen one keep their results.
        </Text>
        <Radio.Group label="From" value={from} onChange={(value) => setFrom(value)}>
          <Stack gap={8} mt={8}>
            <Radio value="failed" label="The failed step" disabled={!failed} size="xs" />
            <Radio value="step" label="A step you choose" size="xs" />
            {from === 'step' && (
              <Select
                aria-label="Step"
                data={nodesOf(run)}
                value={step}
                onChange={setNodeId}
                allowDeselect={false}
                ml={28}
              />
            )}
            <Radio value="start" label="The start" size="xs" />
          </Stack>
        </Radio.Group>
        <VersionChoice same={`The same version (${versionText(run)})`} value={version} onChange={setVersion} />
        {effects.length > 0 && <EffectWarning effects={effects} />}
        {retry.isError && (
          <Alert role="alert" color="red" variant="light">
            {messageOf(retry.error)} {retry.error instanceof ApiError && retry.error.hint}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={retry.isPending} onClick={() => retry.mutate()}>
            Start the retry
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** So many steps are named; more would not be read. */
const MOST_NAMED = 6;

function EffectWarning({ effects }: { effects: readonly RepeatedEffect[] }) {
  const rest = effects.length - MOST_NAMED;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<TriangleAlert size={16} aria-hidden />}
      title="These steps reached other systems, and do so again"
    >
      {effects
        .slice(0, MOST_NAMED)
        .map(({ label, times }) => (times === 1 ? label : `${label} (${times.toLocaleString()} times)`))
        .join(', ')}
      {rest > 0 && ` and ${rest} more`}
    </Alert>
  );
}

/** Every node that took part, once. */
function nodesOf(run: ShownRun): { value: string; label: string }[] {
  const ids = new Set(run.steps.map(({ nodeId }) => nodeId));
  return [...ids].map((id) => ({ value: id, label: run.graph.nodes.find((node) => node.id === id)?.label ?? id }));
}
