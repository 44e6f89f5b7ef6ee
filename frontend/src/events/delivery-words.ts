import type { Delivery, DeliveryOutcome } from '@eventloom/backend/contract';
import { workflowTitle } from '../ui/run-words';

const OUTCOMES: Record<DeliveryOutcome, string> = {
  run: 'Started a run',
  filtered: 'Refused by its filter',
  held: 'Held',
  deduplicated: 'Dropped',
  'dead-lettered': 'Dead letter',
};

/** What became of an event at one consumer, in a word or three. */
export function outcomeText({ outcome }: Pick<Delivery, 'outcome'>): string {
  return OUTCOMES[outcome];
}

/** Why an event started nothing, sentence by sentence; none if it did start something. */
export function whyNothing(topic: string, deliveries: readonly Delivery[]): string[] {
  if (deliveries.some(({ outcome }) => outcome === 'run' || outcome === 'dead-lettered')) return [];
  if (deliveries.length === 0)
    return [
      `No published workflow listened to ${topic} when it came in.`,
      'A workflow hears it through an Event trigger for this topic, once it is published; it can be fed what came in before.',
    ];
  return deliveries.map((delivery) => `${workflowTitle(delivery)} ${refusal(delivery)}`);
}

function refusal({ outcome, reason }: Delivery): string {
  const because = reason === undefined ? '.' : `: ${withFullStop(reason)}`;
  switch (outcome) {
    case 'filtered':
      return `heard it, but its filter refused it${because}`;
    case 'held':
      return `holds it${because} It is worked off as soon as that is over.`;
    case 'deduplicated':
      return `dropped it${because}`;
    default:
      return `took it${because}`;
  }
}

function withFullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
