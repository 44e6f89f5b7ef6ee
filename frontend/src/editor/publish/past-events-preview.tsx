import { Loader } from '@mantine/core';
import type { PastEvents } from '@eventloom/backend/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { Failure } from '../../ui/failure';
import { formatAbsolute, formatCount, formatDuration } from '../../ui/format';
import { TimeAgo } from '../../ui/time-ago';
import classes from './publish.module.css';

interface PastEventsPreviewProps {
  query: UseQueryResult<PastEvents>;
  /** Events a second. */
  rate: number;
  nameOf: (nodeId: string) => string;
}

/** What the workflow would be fed of the past: tried on the log, without changing anything. */
export function PastEventsPreview({ query, rate, nameOf }: PastEventsPreviewProps) {
  return (
    <section className={classes.preview} aria-label="Dry run">
      {query.isPending && <Loader size="xs" aria-label="Looking through the past" />}
      {query.isError && (
        <Failure title="The past could not be looked at" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Found past={query.data} rate={rate} nameOf={nameOf} />}
    </section>
  );
}

function Found({ past, rate, nameOf }: { past: PastEvents; rate: number; nameOf: (nodeId: string) => string }) {
  const { matching, oldest, newest, triggers, samples, isComplete, scanned } = past;
  return (
    <>
      <p className={classes.sum}>
        <strong>{formatCount(matching, 'past event')}</strong> would be fed
        {matching > 0 && rate > 0 && `, in about ${formatDuration(Math.ceil(matching / rate) * 1000)}`}.
      </p>
      <p className={classes.span}>
        {oldest && newest && `${formatAbsolute(oldest)} to ${formatAbsolute(newest)}. `}
        {isComplete
          ? 'A dry run: nothing is changed by looking.'
          : `Only the newest ${formatCount(scanned, 'event')} were looked at; there are more.`}
      </p>
      <table className={classes.triggers} aria-label="Triggers">
        <thead>
          <tr>
            <th scope="col">Trigger</th>
            <th scope="col">Topic</th>
            <th scope="col">Match</th>
            <th scope="col">Refused</th>
          </tr>
        </thead>
        <tbody>
          {triggers.map((trigger) => (
            <tr key={trigger.nodeId}>
              <td>{nameOf(trigger.nodeId)}</td>
              <td>
                <code>{trigger.pattern}</code>
              </td>
              <td>{trigger.matching.toLocaleString()}</td>
              <td>{trigger.refused.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {samples.length > 0 && (
        <ul className={classes.samples} aria-label="Latest events">
          {[...samples].sort(refusedFirst).map((sample) => (
            <Sample key={sample.eventId} sample={sample} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Why something is refused is what a person may not know yet. */
function refusedFirst(a: { matches: boolean }, b: { matches: boolean }): number {
  return Number(a.matches) - Number(b.matches);
}

function Sample({ sample: { type, time, matches, reason } }: { sample: PastEvents['samples'][number] }) {
  const Glyph = matches ? Check : Minus;
  return (
    <li data-matches={matches}>
      <Glyph size={14} aria-hidden />
      <code>{type}</code>
      <span className={classes.reason} title={reason}>
        {matches ? 'matches' : (reason ?? 'refused')}
      </span>
      <TimeAgo time={time} />
    </li>
  );
}
