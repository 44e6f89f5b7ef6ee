import type { WaitReason } from '@eventloom/backend/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { formatCount, formatRelative } from '../ui/format';
import { shortId } from '../ui/run-words';
import { useNow } from '../ui/use-now';
import type { Chosen } from './chosen-step';
import { readable } from './run-words';
import classes from './waiting-bar.module.css';

interface WaitingBarProps {
  reasons: readonly WaitReason[];
  labelOf: (nodeId: string) => string;
  onSelect: (chosen: Chosen) => void;
}

/** So many reasons are told before they are asked for. */
const FIRST_TOLD = 3;

/** Says why a run does not go on, so that nobody has to guess whether it hangs. */
export function WaitingBar({ reasons, labelOf, onSelect }: WaitingBarProps) {
  const [areAllTold, tellAll] = useState(false);
  const told = areAllTold ? reasons : reasons.slice(0, FIRST_TOLD);
  const untold = reasons.length - told.length;
  return (
    <section className={classes.bar} role="status" aria-label="Why this run waits">
      <Hourglass size={16} aria-hidden />
      <ul className={classes.reasons}>
        {told.map((reason, index) => (
          <li key={`${reason.type} ${reason.nodeId ?? ''} ${reason.iteration ?? ''} ${index}`}>
            <Reason reason={reason} labelOf={labelOf} onSelect={onSelect} />
          </li>
        ))}
        {untold > 0 && (
          <li>
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => tellAll(true)}>
              and {formatCount(untold, 'more reason')}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

interface ReasonProps extends Omit<WaitingBarProps, 'reasons'> {
  reason: WaitReason;
}

function Reason({ reason, labelOf, onSelect }: ReasonProps) {
  const { nodeId, iteration, until, runId, heldBy = [] } = reason;
  const now = useNow(1000, until !== undefined);
  const runs = [...(runId === undefined ? [] : [runId]), ...heldBy];
  return (
    <>
      <span className={classes.sentence}>{readable(reason)}</span>
      {until !== undefined && Date.parse(until) > now && (
        <span className={classes.left}>{formatRelative(until, now)}</span>
      )}
      {runs.slice(0, FIRST_TOLD).map((id) => (
        <Link key={id} to="/runs/$runId" params={{ runId: id }}>
          run <code>{shortId(id)}</code>
        </Link>
      ))}
      {nodeId !== undefined && (
        <button
          type="button"
          onClick={() => onSelect({ nodeId, ...(iteration !== undefined && { iteration }) })}
          aria-label={`Show the step ${labelOf(nodeId)}`}
        >
          Show the step
        </button>
      )}
    </>
  );
}
