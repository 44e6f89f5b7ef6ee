import { Figures } from '../figures.js';
import type { Product } from '../product.js';
import { measureInTurns } from '../rounds.js';
import type { Target } from '../target.js';
import { BODY, ordered } from '../workflows.js';
import type { Scenario } from './scenario.js';
import { withProduct } from './with-product.js';

const CONNECTIONS = 64;

/** So many ordering keys share the events; without any, they are worked off in whatever order. */
const KEYS = [0, 1, 10, 1000];

const topicOf = (keys: number) => `ordered.of-${keys}`;

/** Events to set -> if -> set, in order under few and many keys, in turns with events that nothing orders. */
export const orderedEvents: Scenario = {
  name: 'ordered',
  measure: (run) => {
    const workflows = Object.fromEntries(KEYS.map((keys) => [`${keys} keys`, ordered(topicOf(keys), keys)]));
    return withProduct(run, workflows, async (product) => {
      const { rounds, seconds, connections = CONNECTIONS } = run.options;
      const load = { connections, milliseconds: seconds * 1000 };
      const targets = KEYS.map((keys) => eventsOf(product, topicOf(keys)));
      const measured = await measureInTurns(targets, rounds, load);
      const figures = new Figures('ordered', run.backing);
      KEYS.forEach((keys, index) => {
        const name = keys === 0 ? 'unordered' : keys === 1 ? '1 key' : `${keys} keys`;
        const own = measured[index] ?? [];
        const figure = (of: 'completed' | 'accepted') => own.map((round) => round[of]);
        figures
          .addMedian(`completed, ${name}`, figure('completed'), '/s', keys === 1 ? { goal: { least: 300 } } : {})
          .addMedian(`accepted, ${name}`, figure('accepted'), '/s');
      });
      return figures.all;
    });
  },
};

/** The events API, with one and the same event again and again: its id, which is new each time, gives it its key. */
function eventsOf(product: Product, type: string): Target {
  const { host, port, apiKey } = product;
  return {
    name: type,
    host,
    port,
    path: '/api/v1/events',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ type, data: JSON.parse(BODY) as unknown }),
    ended: () => product.ended(),
  };
}
