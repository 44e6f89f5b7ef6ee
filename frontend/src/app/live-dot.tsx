import { Tooltip } from '@mantine/core';
import { useLiveState, type LiveState } from '../api/live';
import classes from './live-dot.module.css';

const WORDS: Record<LiveState, { short: string; long: string }> = {
  off: { short: 'Offline', long: 'Not connected' },
  connecting: { short: 'Connecting', long: 'Connecting to the live stream' },
  live: { short: 'Live', long: 'Live: changes show as they happen' },
  lost: { short: 'Reconnecting', long: 'The connection is lost; trying again' },
};

/** Tells whether what is on the screen follows the server. */
export function LiveDot({ folded }: { folded: boolean }) {
  const state = useLiveState();
  const words = WORDS[state];
  return (
    <Tooltip label={words.long} position="right">
      <div className={classes.live} role="status" aria-label="Live connection" tabIndex={-1}>
        <span className={classes.dot} data-state={state} aria-hidden />
        <span className={folded ? 'visually-hidden' : undefined}>{words.short}</span>
      </div>
    </Tooltip>
  );
}
