import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../../api/api-error';
import { TimeAgo } from '../../ui/time-ago';
import { useEditor } from '../use-editor';
import { loadTriggerEvents } from './test-calls';
import classes from './testing.module.css';

/** The newest events that a trigger of the draft would have heard; one of them is run with. */
export function EventChoice({ trigger }: { trigger: string }) {
  const { session, tests, manifests } = useEditor();
  const { workflowId, graph } = session;
  const events = useQuery({
    queryKey: ['trigger-events', workflowId, trigger],
    queryFn: () => loadTriggerEvents(workflowId, trigger),
    gcTime: 0,
    staleTime: 0,
  });
  const triggers = graph.nodes.filter(({ type }) => manifests.get(type)?.kind === 'trigger');
  return (
    <>
      {triggers.length > 1 && (
        <Select
          label="Trigger"
          mb="sm"
          data={triggers.map(({ id, label }) => ({ value: id, label: label ?? id }))}
          value={trigger}
          allowDeselect={false}
          onChange={(value) => value !== null && session.testing.setState({ choosingFor: value })}
        />
      )}
      {events.isError && <Text size="sm">{messageOf(events.error)}</Text>}
      {events.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          No event that is kept would have started this trigger.
        </Text>
      )}
      <ul className={classes.events} aria-label="Past events">
        {events.data?.map(({ id, type, subject, time, preview }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.event}
              onClick={() => tests.do((test) => test.runWithEvent(trigger, id))}
            >
              <span className={classes.eventHead}>
                <strong>{type}</strong>
                {subject !== null && <span>{subject}</span>}
                <TimeAgo time={time} />
              </span>
              <code>{preview}</code>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
