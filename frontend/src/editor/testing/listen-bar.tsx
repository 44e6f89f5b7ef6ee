import { Button } from '@mantine/core';
import type { GraphNode, Listener } from '@eventloom/backend/contract';
import { CirclePlay, Ear, EarOff, ListVideo } from 'lucide-react';
import { TimeLeft } from '../../ui/time-left';
import { useEditor, useRunState, useSaving, useTestingState } from '../use-editor';
import { PinButtons } from './pin-buttons';
import classes from './testing.module.css';

/** Triggers that hear what comes from outside. */
const HEARING: ReadonlySet<string> = new Set(['webhook', 'event']);

/** What a trigger is tried out with: the next event, or one that was there before. */
export function ListenBar({ node }: { node: GraphNode }) {
  const { tests } = useEditor();
  const listener = useTestingState((state) => state.listeners[node.id]);
  const isListening = listener !== undefined && listener.eventId === undefined;
  return (
    <>
      <div className={classes.bar}>
        {HEARING.has(node.type) &&
          (isListening ? (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<EarOff size={15} aria-hidden />}
              onClick={() => tests.do((test) => test.stopListening(node.id))}
            >
              Stop listening
            </Button>
          ) : (
            <Button
              size="compact-md"
              leftSection={<Ear size={15} aria-hidden />}
              onClick={() => tests.do((test) => test.listen(node.id))}
            >
              Listen
            </Button>
          ))}
        <Button
          size="compact-md"
          variant="default"
          leftSection={<ListVideo size={15} aria-hidden />}
          onClick={() => tests.do((test) => test.chooseEvent(node.id))}
        >
          Past event…
        </Button>
        <PinButtons nodeId={node.id} />
      </div>
      {HEARING.has(node.type) && <ListenHint node={node} listener={listener} />}
    </>
  );
}

function ListenHint({ node, listener }: { node: GraphNode; listener: Listener | undefined }) {
  const { tests } = useEditor();
  const isStarting = useRunState((state) => state.isStarting);
  const isPublished = useSaving(({ server }) => server.publishedVersion !== null);
  if (listener?.eventId !== undefined) {
    const { eventId } = listener;
    return (
      <div className={classes.heard} role="status" aria-label="Listening">
        <span>An event came.{isPublished && ' What is published got it too.'}</span>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<CirclePlay size={14} aria-hidden />}
          loading={isStarting}
          onClick={() => tests.do((test) => test.runWithEvent(node.id, eventId))}
        >
          Run with it
        </Button>
      </div>
    );
  }
  const isWebhook = node.type === 'webhook';
  if (listener)
    return (
      <p className={classes.listening} role="status" aria-label="Listening">
        <span className={classes.pulse} aria-hidden />
        <span>
          Waiting for the next {isWebhook ? 'request to its address' : 'event'}.{' '}
          <TimeLeft until={listener.until} prefix="Until" />
        </span>
      </p>
    );
  return (
    <p className={classes.hint}>
      Shows the next {isWebhook ? 'request to its one address' : 'event'} here. What is published gets it all the same.
    </p>
  );
}
