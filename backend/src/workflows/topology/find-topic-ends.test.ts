import { describe, expect, it } from 'vitest';
import { findTopicEnds } from './find-topic-ends.js';
import type { LinkedWorkflow } from './workflow-links.js';

function workflow(name: string, links: Partial<LinkedWorkflow>): LinkedWorkflow {
  return { workflowId: name.toLowerCase(), name, status: 'published', listens: [], publishes: [], waits: [], ...links };
}

const hearing = (pattern: string, nodeType = 'event') => ({
  ...{ nodeId: 'heard', nodeType, label: '', pattern },
  ...{ source: null, isFiltered: false },
});
const shop = workflow('Shop', {
  listens: [hearing('shop.asked', 'webhook')],
  publishes: [{ nodeId: 'tell', label: '', topic: 'order.created' }],
});
const bills = workflow('Bills', { listens: [hearing('order.*')] });
const stock = workflow('Stock', { waits: [{ nodeId: 'wait', label: '', pattern: 'order.created' }] });

const namesOf = (asked: string) => {
  const { producers, consumers } = findTopicEnds(asked, [shop, bills, stock]);
  const names = (ends: typeof producers) => ends.map(({ workflowName, nodeId }) => `${workflowName}.${nodeId}`);
  return { producers: names(producers), consumers: names(consumers) };
};

describe(findTopicEnds.name, () => {
  it('finds who sends a topic and who hears it, by name, by pattern or by waiting', () => {
    expect(namesOf('order.created')).toEqual({ producers: ['Shop.tell'], consumers: ['Bills.heard', 'Stock.wait'] });
  });

  it('takes a webhook for what makes its topic', () => {
    expect(namesOf('shop.asked')).toEqual({ producers: ['Shop.heard'], consumers: [] });
  });

  it('finds who sends what a pattern takes', () => {
    expect(namesOf('order.*').producers).toEqual(['Shop.tell']);
    expect(namesOf('>').producers).toEqual(['Shop.tell', 'Shop.heard']);
  });

  it('knows of nobody at a topic of its own', () => {
    expect(namesOf('order.large.paid')).toEqual({ producers: [], consumers: [] });
  });
});
