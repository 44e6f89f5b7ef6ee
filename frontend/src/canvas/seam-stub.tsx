import type { TopicEnd } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useStore } from '@xyflow/react';
import { useRef, useState, type ReactNode } from 'react';
import { useTopicEnds } from '../api/topics';
import { StateBadge, StateGlyph } from '../ui/state-badge';
import { othersAt, seamText } from './seam-ends';
import classes from './seam-stub.module.css';
import type { Seam } from './topic-links';

interface SeamStubProps extends Seam {
  workflowId: string;
  /** Whether the step hears what it sends itself: then nobody else has to. */
  isOwnConsumer: boolean;
  /** Whether the canvas's tab stop is at the step. */
  isCurrent: boolean;
}

/** Long enough for the pointer to get from the rail to the card. */
const LINGER_MS = 200;

/** A stub of the topic's rail at the edge of a step: who is at the other end, and the way there. */
export function SeamStub({ topic, end, workflowId, isOwnConsumer, isCurrent }: SeamStubProps) {
  const { data } = useTopicEnds(topic);
  const { isOpen, isUp, handlers, close } = useHoverCard();
  if (!data) return null;
  const others = othersAt(data[end], workflowId);
  const isHeardHere = isOwnConsumer || data[end].length > 0;
  if (others.length === 0 && isHeardHere) return null;
  const text = seamText(end, others.length);
  const Arrow = end === 'consumers' ? ArrowRight : ArrowLeft;
  if (others.length === 0)
    return (
      <span className={classes.seam} data-end={end} data-empty>
        <Arrow size={12} aria-hidden /> {text}
      </span>
    );
  return (
    <div
      className={`${classes.host} nodrag nopan`}
      data-end={end}
      data-open={isOpen || undefined}
      {...handlers}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <button
        type="button"
        className={classes.seam}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={`${text} of ${topic}`}
        aria-expanded={isOpen}
      >
        <Arrow size={12} aria-hidden /> {text}
      </button>
      {isOpen && (
        <Card topic={topic} end={end} isUp={isUp}>
          {others.map((other) => (
            <Other key={other.workflowId} end={other} topic={topic} onOpen={close} />
          ))}
        </Card>
      )}
    </div>
  );
}

interface CardProps extends Seam {
  isUp: boolean;
  children: ReactNode;
}

/** As large as ever while the canvas is seen from afar: it is there to be read. */
function Card({ topic, end, isUp, children }: CardProps) {
  const zoom = useStore(({ transform }) => transform[2]);
  return (
    <div className={classes.card} data-up={isUp || undefined} style={{ transform: `scale(${1 / Math.min(zoom, 1)})` }}>
      <code>{topic}</code>
      <ul aria-label={`${end === 'consumers' ? 'Consumers' : 'Producers'} of ${topic}`}>{children}</ul>
    </div>
  );
}

function Other({ end, topic, onOpen }: { end: TopicEnd; topic: string; onOpen: () => void }) {
  const { workflowId, workflowName, nodeId, status, lastRun } = end;
  return (
    <li>
      <Link to="/workflows/$workflowId" params={{ workflowId }} search={{ node: nodeId }} onClick={onOpen}>
        {workflowName}
      </Link>
      <span className={classes.state}>
        <StateBadge state={status} size={12} />
        {lastRun && (
          <span className={classes.run} title={`Last run ${lastRun.status}`}>
            <StateGlyph state={lastRun.status} size={12} /> last run {lastRun.status}
          </span>
        )}
        {end.topic !== topic && <code>by {end.topic}</code>}
      </span>
    </li>
  );
}

/** Open while the pointer or the focus is on it; upwards where there is no room beneath. */
function useHoverCard() {
  const [isOpen, setOpen] = useState(false);
  const [isUp, setUp] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = (element: HTMLElement): void => {
    clearTimeout(timer.current);
    const room = element.closest('.react-flow')?.getBoundingClientRect();
    setUp(room !== undefined && room.bottom - element.getBoundingClientRect().bottom < 200);
    setOpen(true);
  };
  const close = (): void => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  const handlers = {
    onMouseEnter: (event: React.MouseEvent<HTMLElement>) => open(event.currentTarget),
    onMouseLeave: () => {
      timer.current = setTimeout(() => setOpen(false), LINGER_MS);
    },
    onFocus: (event: React.FocusEvent<HTMLElement>) => open(event.currentTarget),
    onBlur: (event: React.FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) close();
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'Escape' || !isOpen) return;
      event.stopPropagation();
      close();
    },
  };
  return { isOpen, isUp, handlers, close };
}
