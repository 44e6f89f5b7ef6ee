import { graphSchema } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { CHAIN_STEPS, largeWorkflow } from './large-workflow';

describe(largeWorkflow.name, () => {
  it('makes 500 steps of 20 chains, in the form that the API takes', () => {
    const graph = largeWorkflow(20);
    expect(graph.nodes).toHaveLength(500);
    expect(graph.nodes).toHaveLength(20 * CHAIN_STEPS);
    expect(graphSchema.safeParse(graph).success).toBe(true);
  });

  it('connects every step but the triggers', () => {
    const { nodes, edges } = largeWorkflow(2);
    const reached = new Set(edges.map(({ target }) => target));
    expect(nodes.filter(({ id }) => !reached.has(id)).map(({ type }) => type)).toEqual(['webhook', 'event']);
  });

  it('puts no two steps in one place', () => {
    const places = largeWorkflow(3).nodes.map(({ position }) => `${position?.x},${position?.y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
