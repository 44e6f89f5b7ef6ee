import { Alert } from '@mantine/core';
import type { Delivery } from '@eventloom/backend/contract';
import { CircleHelp } from 'lucide-react';
import { whyNothing } from './delivery-words';
import classes from './event-page.module.css';

/** Says in words why an event started nothing, before anybody has to work it out. */
export function NoReaction({ topic, deliveries }: { topic: string; deliveries: Delivery[] }) {
  const reasons = whyNothing(topic, deliveries);
  if (reasons.length === 0) return null;
  return (
    <Alert
      className={classes.why}
      variant="light"
      color="yellow"
      title="Why did nothing happen?"
      icon={<CircleHelp size={18} aria-hidden />}
    >
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Alert>
  );
}
