import type { TopicEnd } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { othersAt, seamText } from './seam-ends';

const end = (workflowId: string, nodeId: string): TopicEnd => ({
  ...{ workflowId, nodeId, workflowName: workflowId, status: 'published' },
  ...{ nodeType: 'event', topic: 'order', lastRun: null },
});

describe(othersAt.name, () => {
  it('leaves out the workflow itself, and names another one once', () => {
    const ends = [end('own', 'a'), end('bills', 'b'), end('bills', 'c'), end('stock', 'd')];
    expect(othersAt(ends, 'own').map(({ nodeId }) => nodeId)).toEqual(['b', 'd']);
  });
});

describe(seamText.name, () => {
  it('says how many there are, or that there is nobody', () => {
    expect(seamText('consumers', 3)).toBe('3 consumers');
    expect(seamText('producers', 1)).toBe('1 producer');
    expect(seamText('consumers', 0)).toBe('nobody hears this yet');
    expect(seamText('producers', 0)).toBe('no workflow sends this');
  });
});
