import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Schedule } from '@eventloom/backend/contract';
import { Pause, Play, StepForward } from 'lucide-react';
import { messageOf } from '../api/api-error';
import { runSchedule, setSchedulePaused } from '../api/mutations';
import { keys } from '../api/queries';

/** Run now, and pause or resume. */
export function ScheduleActions({ schedule: { id, workflowName, paused } }: { schedule: Schedule }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const run = useMutation({
    mutationFn: () => runSchedule(id),
    onSuccess: (runId) => navigate({ to: '/runs/$runId', params: { runId } }),
    onError: (error) => notifications.show({ color: 'red', title: 'Not started', message: messageOf(error) }),
  });
  const toggle = useMutation({
    mutationFn: () => setSchedulePaused(id, !paused),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.schedules }),
    onError: (error) =>
      notifications.show({ color: 'red', title: paused ? 'Not resumed' : 'Not paused', message: messageOf(error) }),
  });
  const Toggle = paused ? StepForward : Pause;
  const verb = paused ? 'Resume' : 'Pause';
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Play size={13} aria-hidden />}
        aria-label={`Run now: ${workflowName}`}
        loading={run.isPending}
        onClick={() => run.mutate()}
      >
        Run now
      </Button>
      <Tooltip label={verb}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${verb} ${workflowName}`}
          loading={toggle.isPending}
          onClick={() => toggle.mutate()}
        >
          <Toggle size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
