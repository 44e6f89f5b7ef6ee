import { ActionIcon, Tooltip } from '@mantine/core';
import type { ChainRun, Delivery } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { Ban, CircleSlash, Inbox, PauseCircle, Repeat, type LucideIcon } from 'lucide-react';
import { useEventChain } from '../api/events';
import { ReplayMark, TestMark } from '../ui/mark';
import { shortId, workflowTitle } from '../ui/run-words';
import { StateBadge } from '../ui/state-badge';
import { outcomeText } from './delivery-words';
import classes from './event-page.module.css';

interface DeliveriesProps {
  deliveries: Delivery[];
  eventId: string;
  onReplay: (workflowId: string) => void;
}

/** What became of an event at each consumer, and why. */
export function Deliveries({ deliveries, eventId, onReplay }: DeliveriesProps) {
  const { data: chain } = useEventChain(eventId);
  const runs = new Map(chain?.runs.map((run) => [run.id, run]));
  const consumers = new Set(deliveries.map(({ workflowId }) => workflowId)).size;
  return (
    <section className={classes.panel} aria-label="Delivery">
      <header className={classes.head}>
        <h2>Delivery</h2>
        <span className={classes.note}>{consumers === 1 ? '1 consumer' : `${consumers} consumers`}</span>
      </header>
      {deliveries.length === 0 && <p className={classes.none}>It reached nobody.</p>}
      <ul className={`${classes.deliveries} ${classes.scroll}`} aria-label="Deliveries">
        {deliveries.map((delivery) => (
          <DeliveryRow
            key={`${delivery.workflowId} ${delivery.trigger} ${delivery.runId ?? ''}`}
            delivery={delivery}
            run={runs.get(delivery.runId ?? '')}
            onReplay={onReplay}
          />
        ))}
      </ul>
    </section>
  );
}

interface DeliveryRowProps {
  delivery: Delivery;
  run: ChainRun | undefined;
  onReplay: (workflowId: string) => void;
}

function DeliveryRow({ delivery, run, onReplay }: DeliveryRowProps) {
  const { workflowId, trigger, outcome, reason, runId, replay, test } = delivery;
  const name = workflowTitle(delivery);
  return (
    <li data-outcome={outcome}>
      <div className={classes.consumer}>
        <Link to="/workflows/$workflowId" params={{ workflowId }} search={{ node: trigger }}>
          {name}
        </Link>
        {replay && <ReplayMark />}
        {test && <TestMark />}
      </div>
      <div className={classes.outcome} data-outcome={outcome}>
        {outcome === 'run' && run ? <StateBadge state={run.status} size={13} /> : <Outcome delivery={delivery} />}
        {runId !== undefined && (
          <Link to="/runs/$runId" params={{ runId }} aria-label={`Run ${shortId(runId)} of ${name}`}>
            run <code>{shortId(runId)}</code>
          </Link>
        )}
        {reason !== undefined && <span className={classes.reason}>{reason}</span>}
        {outcome === 'dead-lettered' && (
          <Link to="/dead-letters" search={{ workflowId }}>
            Mend it
          </Link>
        )}
      </div>
      <Tooltip label="Replay to this consumer">
        <ActionIcon variant="subtle" color="gray" aria-label={`Replay to ${name}`} onClick={() => onReplay(workflowId)}>
          <Repeat size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

const GLYPHS: Partial<Record<Delivery['outcome'], LucideIcon>> = {
  filtered: CircleSlash,
  held: PauseCircle,
  deduplicated: Ban,
  'dead-lettered': Inbox,
};

function Outcome({ delivery }: { delivery: Delivery }) {
  const Glyph = GLYPHS[delivery.outcome];
  return (
    <>
      {Glyph && <Glyph size={13} aria-hidden />}
      <strong>{outcomeText(delivery)}</strong>
    </>
  );
}
