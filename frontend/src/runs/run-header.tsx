import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Ban, PencilLine, RotateCcw } from 'lucide-react';
import { useEvent } from '../api/events';
import type { ShownRun } from '../api/queries';
import { Breadcrumb } from '../ui/breadcrumb';
import { CopyButton } from '../ui/copy-button';
import { Fact, Facts } from '../ui/facts';
import { formatAbsolute, formatDuration } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ReplayMark, TestMark } from '../ui/mark';
import { shortId, versionText, workflowTitle } from '../ui/run-words';
import { StateBadge } from '../ui/state-badge';
import { TimeAgo } from '../ui/time-ago';
import { isOver } from './live-run';
import classes from './run-header.module.css';

export type RunView = 'both' | 'canvas' | 'timeline';

interface RunHeaderProps {
  run: ShownRun;
  duration: number | undefined;
  view: RunView;
  onView: (view: RunView) => void;
  onRetry: () => void;
  onCancel: () => void;
}

const VIEWS = [
  { value: 'both', label: 'Both' },
  { value: 'canvas', label: 'Canvas' },
  { value: 'timeline', label: 'Timeline' },
];

/** What ran, when, why and how it ended, and what to do now. */
export function RunHeader({ run, duration, view, onView, onRetry, onCancel }: RunHeaderProps) {
  const began = run.startedAt ?? run.createdAt;
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <Breadcrumb>
          <Link to="/runs">Runs</Link>
        </Breadcrumb>
        <h1 className={classes.title}>
          {workflowTitle(run)} <span>{versionText(run)}</span>
        </h1>
        <StateBadge state={run.status} size={16} />
        {run.replayId !== undefined && <ReplayMark />}
        {run.test && <TestMark />}
        <div className={classes.actions}>
          <SegmentedControl
            size="xs"
            aria-label="View"
            data={VIEWS}
            value={view}
            onChange={(value) => onView(value as RunView)}
          />
          <LinkButton
            to="/workflows/$workflowId"
            params={{ workflowId: run.workflowId }}
            variant="default"
            leftSection={<PencilLine size={14} aria-hidden />}
          >
            Open in editor
          </LinkButton>
          {isOver(run.status) ? (
            <Button
              variant={run.status === 'failed' ? 'filled' : 'default'}
              leftSection={<RotateCcw size={14} aria-hidden />}
              onClick={onRetry}
            >
              Retry
            </Button>
          ) : (
            <Button variant="default" leftSection={<Ban size={14} aria-hidden />} onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      </div>
      <Facts>
        <Fact name="Started">
          {formatAbsolute(began)} · <TimeAgo time={began} />
        </Fact>
        {duration !== undefined && <Fact name={run.finishedAt ? 'Took' : 'So far'}>{formatDuration(duration)}</Fact>}
        <Fact name="Trigger">{triggerLabel(run)}</Fact>
        <Fact name="Event">
          <EventLink eventId={run.eventId} />
          <CopyButton label="Copy event id" text={run.eventId} />
        </Fact>
        <Fact name="Run">
          <code title={run.id}>{shortId(run.id)}</code>
          <CopyButton label="Copy run id" text={run.id} />
        </Fact>
        {run.attempt > 1 && <Fact name="Attempt">{run.attempt}</Fact>}
        {run.retryOf !== null && (
          <Fact name="Retry of">
            <RunLink runId={run.retryOf} />
          </Fact>
        )}
        {run.parent && (
          <Fact name="Started by">
            <RunLink runId={run.parent.runId} search={stepIn(run.parent)} />
          </Fact>
        )}
      </Facts>
    </header>
  );
}

/** The event that the run began with; named as soon as its topic is known. */
function EventLink({ eventId }: { eventId: string }) {
  const { data } = useEvent(eventId);
  const topic = data?.event.type;
  return (
    <Link to="/events/$eventId" params={{ eventId }} title={eventId} aria-label={`Event ${topic ?? shortId(eventId)}`}>
      {topic ?? <code>{shortId(eventId)}</code>}
    </Link>
  );
}

/** A run as a link; with `search`, at one of its steps. */
function RunLink({ runId, search = {} }: { runId: string; search?: { step?: string; iteration?: string } }) {
  return (
    <Link to="/runs/$runId" params={{ runId }} search={search}>
      <code>{shortId(runId)}</code>
      {search.step !== undefined && `, step ${search.step}`}
    </Link>
  );
}

function stepIn({ nodeId, iteration }: NonNullable<ShownRun['parent']>): { step: string; iteration?: string } {
  return { step: nodeId, ...(iteration !== undefined && { iteration }) };
}

function triggerLabel(run: ShownRun): string {
  return run.graph.nodes.find((node) => node.id === run.trigger)?.label ?? run.trigger;
}
