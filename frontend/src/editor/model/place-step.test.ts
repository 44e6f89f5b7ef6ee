import { describe, expect, it } from 'vitest';
import { graphOf, link, step } from './graph-fixtures';
import { centredAt, freeSpot, spotAfter, spotOn } from './place-step';

const graph = graphOf(
  [step('a', { position: { x: 0, y: 0 } }), step('b', { position: { x: 320, y: 0 } })],
  [link('a', 'b')],
);

describe(centredAt.name, () => {
  it('keeps to the grid', () => expect(centredAt({ x: 200, y: 101 })).toEqual({ x: 88, y: 72 }));
});

describe(freeSpot.name, () => {
  it('goes down until nothing is covered', () => {
    expect(freeSpot(graph, { x: 40, y: 8 })).toEqual({ x: 40, y: 112 });
    expect(freeSpot(graph, { x: 640, y: 8 })).toEqual({ x: 640, y: 8 });
  });
});

describe(spotAfter.name, () => {
  it('lies right of the step, beneath those already there', () => {
    expect(spotAfter(graph, 'b')).toEqual({ x: 640, y: 0 });
    expect(spotAfter(graph, 'a')).toEqual({ x: 320, y: 104 });
  });
});

describe(spotOn.name, () => {
  it('lies between the ends, and never on the first of them', () => {
    expect(spotOn(graph, 'a-b').x).toBe(272);
  });
});
