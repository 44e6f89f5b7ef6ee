import type { Topic } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { CalendarClock, Globe, Webhook, Workflow, type LucideIcon } from 'lucide-react';
import { workflowTitle } from '../ui/run-words';
import { StateBadge } from '../ui/state-badge';
import classes from './topics.module.css';

type Producer = Topic['producers'][number];

const ICONS: Record<Producer['kind'], LucideIcon> = {
  workflow: Workflow,
  webhook: Webhook,
  schedule: CalendarClock,
  source: Globe,
};

/** Who tells what flows over a topic, and who listens: neither knows of the other. */
export function TopicEnds({ topic: { producers, consumers, type } }: { topic: Topic }) {
  return (
    <div className={classes.ends}>
      <section className={classes.panel} aria-label="Producers">
        <h2>Producers</h2>
        {producers.length === 0 && <p className={classes.none}>Nobody has told anything yet.</p>}
        <ul>
          {producers.map((producer) => (
            <ProducerRow key={`${producer.kind} ${producer.workflowId ?? ''} ${producer.label}`} producer={producer} />
          ))}
        </ul>
      </section>
      <section className={classes.panel} aria-label="Consumers">
        <h2>Consumers</h2>
        {consumers.length === 0 && (
          <p className={classes.none}>No published workflow listens. What comes in is kept all the same.</p>
        )}
        <ul>
          {consumers.map((consumer) => (
            <li key={`${consumer.workflowId} ${consumer.nodeId}`}>
              <Workflow size={15} aria-hidden />
              <Link
                to="/workflows/$workflowId"
                params={{ workflowId: consumer.workflowId }}
                search={{ node: consumer.nodeId }}
              >
                {workflowTitle(consumer)}
              </Link>
              {consumer.pattern !== type && <code>by {consumer.pattern}</code>}
              <span className={classes.end}>
                <StateBadge state={consumer.status} size={13} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function ProducerRow({ producer: { kind, label, workflowId } }: { producer: Producer }) {
  const Icon = ICONS[kind];
  return (
    <li>
      <Icon size={15} aria-hidden />
      {workflowId === undefined ? (
        <span>{label}</span>
      ) : (
        <Link to="/workflows/$workflowId" params={{ workflowId }}>
          {label}
        </Link>
      )}
      <span className={classes.end}>{kind}</span>
    </li>
  );
}
