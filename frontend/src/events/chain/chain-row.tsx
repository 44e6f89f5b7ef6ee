import type { ChainEvent, ChainRun } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Radio } from 'lucide-react';
import { formatAbsolute, formatDuration } from '../../ui/format';
import { Mark, ReplayMark, TestMark } from '../../ui/mark';
import { shortId, versionText, workflowTitle } from '../../ui/run-words';
import { StateGlyph } from '../../ui/state-badge';
import { placeOf, TimeBar, type Extent } from '../../ui/timeline/time-bar';
import timeline from '../../ui/timeline/timeline.module.css';
import { TopicName } from '../../ui/topic-name';
import type { ChainViewName } from './chain-section';
import type { ChainLine } from './chain-tree';
import classes from './chain.module.css';
import { runDuration, runSegments } from './waterfall';

interface ChainRowProps {
  line: ChainLine;
  /** Its place in the list, in pixels. */
  top: number;
  isHere: boolean;
  view: ChainViewName;
  extent: Extent;
  now: number;
  onToggle: (key: string) => void;
}

/** An event or a run in the chain: what it is, the way to it, and what is known of it or when it was. */
export function ChainRow({ line, top, isHere, view, extent, now, onToggle }: ChainRowProps) {
  const name = line.kind === 'event' ? line.event.type : workflowTitle(line.run);
  return (
    <li
      className={classes.row}
      aria-level={line.depth + 1}
      aria-current={isHere || undefined}
      data-kind={line.kind}
      style={{ top }}
    >
      <div className={classes.name} style={{ paddingLeft: 12 + line.depth * 20 }}>
        {line.hasMore ? (
          <button
            type="button"
            className={classes.fold}
            aria-expanded={line.isOpen}
            aria-label={`What came of ${name}`}
            onClick={() => onToggle(line.key)}
          >
            <ChevronRight size={14} aria-hidden />
          </button>
        ) : (
          <span className={classes.leaf} aria-hidden />
        )}
        {line.kind === 'event' ? <EventName event={line.event} isHere={isHere} /> : <RunName run={line.run} />}
      </div>
      {view === 'tree' ? (
        <Facts line={line} extent={extent} now={now} />
      ) : (
        <Track line={line} extent={extent} now={now} />
      )}
    </li>
  );
}

function EventName({ event, isHere }: { event: ChainEvent; isHere: boolean }) {
  return (
    <>
      <Radio className={classes.radio} size={14} aria-hidden />
      <Link
        to="/events/$eventId"
        params={{ eventId: event.id }}
        className={classes.link}
        aria-label={`Event ${event.type} ${shortId(event.id)}`}
      >
        <TopicName type={event.type} />
      </Link>
      {isHere && <span className={classes.here}>this event</span>}
    </>
  );
}

function RunName({ run }: { run: ChainRun }) {
  return (
    <>
      <StateGlyph state={run.status} />
      <Link
        to="/runs/$runId"
        params={{ runId: run.id }}
        className={classes.link}
        aria-label={`Run ${shortId(run.id)} of ${workflowTitle(run)}, ${run.status}`}
      >
        {workflowTitle(run)}
      </Link>
      <span className={classes.muted}>{versionText(run)}</span>
      {run.attempt > 1 && <Mark text={`retry ${run.attempt - 1}`} />}
      {run.test ? <TestMark /> : run.replay && <ReplayMark />}
    </>
  );
}

interface PartProps {
  line: ChainLine;
  extent: Extent;
  now: number;
}

function Facts({ line, extent, now }: PartProps) {
  const isEvent = line.kind === 'event';
  const time = isEvent ? line.event.receivedAt : line.run.createdAt;
  const duration = isEvent ? undefined : runDuration(line.run, now);
  const error = isEvent ? undefined : line.run.error;
  return (
    <div className={classes.facts}>
      {isEvent && line.event.subject !== null && <span className={classes.muted}>{line.event.subject}</span>}
      {!isEvent && <span data-state={line.run.status}>{line.run.status}</span>}
      {error && (
        <span className={classes.error} title={error.message}>
          {error.message}
        </span>
      )}
      <span className={classes.end}>
        {duration !== undefined && <span>took {formatDuration(duration)}</span>}
        <time dateTime={time} title={formatAbsolute(time)}>
          +{formatDuration(Date.parse(time) - extent.start)}
        </time>
      </span>
    </div>
  );
}

function Track({ line, extent, now }: PartProps) {
  if (line.kind === 'event') {
    const { receivedAt } = line.event;
    return (
      <>
        <div className={timeline.track}>
          <span
            className={classes.moment}
            title={formatAbsolute(receivedAt)}
            style={{ left: placeOf(Date.parse(receivedAt), extent) }}
          />
        </div>
        <span className={timeline.duration} />
      </>
    );
  }
  const duration = runDuration(line.run, now);
  return (
    <>
      <div className={timeline.track}>
        {runSegments(line.run, now).map((segment) => (
          <TimeBar key={segment.kind} segment={segment} extent={extent} />
        ))}
      </div>
      <span className={timeline.duration}>{duration !== undefined && formatDuration(duration)}</span>
    </>
  );
}
