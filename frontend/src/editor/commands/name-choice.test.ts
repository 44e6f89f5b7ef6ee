import { describe, expect, it } from 'vitest';
import { choiceOf, graphOf, step } from '../model/graph-fixtures';
import { nameChoice } from './name-choice';

const graph = {
  ...graphOf([step('a', { label: 'Alpha' }), step('b')]),
  groups: [{ id: 'g', label: 'Billing', nodeIds: ['a'] }],
};
const said = (choice: Parameters<typeof choiceOf>[0]) => nameChoice(graph, choiceOf(choice), new Map());

describe(nameChoice.name, () => {
  it('calls a single step or group by its name', () => {
    expect(said({ nodes: ['a'], edges: ['x'] })).toBe('Alpha');
    expect(said({ groups: ['g'] })).toBe('The group Billing');
  });

  it('counts several', () => {
    expect(said({ nodes: ['a', 'b'], edges: ['x'] })).toBe('2 steps and 1 connection');
    expect(said({ nodes: ['a', 'b'], edges: ['x', 'y'], notes: ['n'] })).toBe('2 steps, 2 connections and 1 note');
  });
});
