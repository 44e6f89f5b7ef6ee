import { useState } from 'react';
import classes from './edges.module.css';

/** So many are shown one after the other when many messages come at once. */
const MOST = 4;
const APART_MS = 120;

/** A dot that goes along a connection for each message. What was there when the connection was first drawn is over. */
export function EdgePulses({ path, messages }: { path: string; messages: number }) {
  const [shown, setShown] = useState(messages);
  // Another run has begun.
  if (messages < shown) setShown(messages);
  const first = Math.max(shown, messages - MOST) + 1;
  return Array.from({ length: Math.max(0, messages - first + 1) }, (_, index) => first + index).map(
    (message, index) => (
      <circle
        key={message}
        className={classes.pulse}
        r={4}
        style={{ offsetPath: `path("${path}")`, animationDelay: `${index * APART_MS}ms` }}
        onAnimationEnd={() => setShown((before) => Math.max(before, message))}
      />
    ),
  );
}
