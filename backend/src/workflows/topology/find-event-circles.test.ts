import { describe, expect, it } from 'vitest';
import { describeCircle, findEventCircles } from './find-event-circles.js';
import type { LinkedWorkflow } from './workflow-links.js';

/** A workflow that listens to patterns (`source|pattern` for those of one source) and publishes topics. */
function linked(name: string, patterns: string[], topics: string[]): LinkedWorkflow {
  return {
    ...{ workflowId: name.toLowerCase(), name, status: 'published' },
    listens: patterns.map((text, index) => {
      const [pattern = '', source = null] = text.split('|').reverse();
      return { nodeId: `on${index}`, nodeType: 'event', label: 'Event', pattern, source, isFiltered: false };
    }),
    waits: [],
    publishes: topics.map((topic, index) => ({ nodeId: `send${index}`, label: 'Send event', topic })),
  };
}

const waysOf = (own: LinkedWorkflow, ...others: LinkedWorkflow[]): string[] =>
  findEventCircles(own, others).map(
    ({ nodeId, way }) => `${nodeId}: ${way.map(({ workflow, topic }) => `${workflow} ${topic}`).join(', ')}`,
  );

describe(findEventCircles, () => {
  it('finds a workflow that hears itself', () => {
    expect(waysOf(linked('A', ['order.>'], ['order.created']))).toEqual(['send0: A order.created']);
    expect(waysOf(linked('A', ['order.*'], ['bill.created']))).toEqual([]);
  });

  it('finds the shortest way over others, for each step that begins one', () => {
    const own = linked('A', ['z'], ['x', 'lone', 'y']);
    const others = [linked('B', ['x'], ['y', 'w']), linked('C', ['y'], ['z']), linked('D', ['w'], ['lone'])];
    expect(waysOf(own, ...others)).toEqual(['send0: A x, B y, C z', 'send2: A y, C z']);
  });

  it('does not follow circles that the workflow is no part of, for ever', () => {
    const others = [linked('B', ['x', 'back'], ['again']), linked('C', ['again'], ['back'])];
    expect(waysOf(linked('A', ['z'], ['x']), ...others)).toEqual([]);
  });

  it('knows that a trigger may want the events of one source only', () => {
    expect(waysOf(linked('A', ['/hooks/a|x'], ['x']))).toEqual([]);
    expect(waysOf(linked('A', ['/workflows/a|x'], ['x']))).toEqual(['send0: A x']);
  });

  it('takes the workflow as it is given, not as it was published', () => {
    expect(waysOf(linked('A', ['x'], []), linked('A', ['x'], ['x']))).toEqual([]);
  });
});

describe(describeCircle, () => {
  it('names the workflows and the topics', () => {
    const way = [
      { workflow: 'Orders', topic: 'order.created' },
      { workflow: 'Bills', topic: 'bill.sent' },
    ];
    expect(describeCircle({ nodeId: 'x', way })).toContain('"Orders" → order.created → "Bills" → bill.sent → "Orders"');
  });
});
