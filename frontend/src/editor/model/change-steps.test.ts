import { describe, expect, it } from 'vitest';
import { changeSettings, moveSteps, nudge, setParam, toggleDisabled } from './change-steps';
import { choiceOf, graphOf, step } from './graph-fixtures';

const graph = graphOf([step('a', { params: { url: 'x' }, position: { x: 8, y: 8 } }), step('b')]);

describe(setParam.name, () => {
  it('sets a parameter, and takes it away again', () => {
    expect(setParam(graph, 'a', 'method', 'POST').nodes[0]?.params).toEqual({ url: 'x', method: 'POST' });
    expect(setParam(graph, 'a', 'url', undefined).nodes[0]?.params).toEqual({});
  });

  it('leaves the other steps the very same objects', () => {
    expect(setParam(graph, 'a', 'url', 'y').nodes[1]).toBe(graph.nodes[1]);
  });
});

describe(moveSteps.name, () => {
  it('answers the same graph if nothing moved', () => {
    expect(moveSteps(graph, new Map([['a', { x: 8, y: 8 }]]))).toBe(graph);
    expect(moveSteps(graph, new Map([['a', { x: 16, y: 8 }]])).nodes[0]?.position).toEqual({ x: 16, y: 8 });
  });
});

describe(nudge.name, () => {
  it('moves the chosen steps by the same distance', () => {
    const nudged = nudge(graph, choiceOf({ nodes: ['a', 'b'] }), { x: -8, y: 0 });
    expect(nudged.nodes.map((node) => node.position)).toEqual([
      { x: 0, y: 8 },
      { x: -8, y: 0 },
    ]);
  });

  it('moves chosen notes, and the steps of chosen groups', () => {
    const notes = [{ id: 'n', text: '', position: { x: 0, y: 0 } }];
    const groups = [{ id: 'g', label: '', nodeIds: ['b'] }];
    const nudged = nudge({ ...graph, notes, groups }, choiceOf({ notes: ['n'], groups: ['g'] }), { x: 0, y: 8 });
    expect(nudged.notes?.[0]?.position).toEqual({ x: 0, y: 8 });
    expect(nudged.nodes.map((node) => node.position)).toEqual([
      { x: 8, y: 8 },
      { x: 0, y: 8 },
    ]);
  });
});

describe(toggleDisabled.name, () => {
  it('disables all unless all are disabled', () => {
    const once = toggleDisabled(graph, new Set(['a']));
    const both = toggleDisabled(once, new Set(['a', 'b']));
    expect(both.nodes.map((node) => node.disabled)).toEqual([true, true]);
    expect('disabled' in (toggleDisabled(both, new Set(['a', 'b'])).nodes[0] ?? {})).toBe(false);
  });
});

describe(changeSettings.name, () => {
  it('takes a setting away when it is undefined', () => {
    const labelled = changeSettings(graph, 'a', { label: 'Order', onError: 'branch' });
    expect(labelled.nodes[0]).toMatchObject({ label: 'Order', onError: 'branch' });
    expect('label' in (changeSettings(labelled, 'a', { label: undefined }).nodes[0] ?? {})).toBe(false);
  });
});
