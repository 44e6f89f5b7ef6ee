import { describe, expect, it } from 'vitest';
import { alignSteps, distributeSteps, type Alignment } from './align-steps';
import { graphOf, step } from './graph-fixtures';

const places = { a: { x: 0, y: 0 }, b: { x: 104, y: 96 }, c: { x: 400, y: 400 } };
const graph = graphOf(Object.entries(places).map(([id, position]) => step(id, { position })));
const boxes = new Map(
  Object.entries(places).map(([id, place]) => [id, { ...place, width: 224, height: id === 'c' ? 112 : 64 }]),
);
const xs = (alignment: Alignment) => alignSteps(graph, boxes, alignment).nodes.map((node) => node.position?.x);
const ys = (alignment: Alignment) => alignSteps(graph, boxes, alignment).nodes.map((node) => node.position?.y);

describe(alignSteps.name, () => {
  it('brings steps in line at either side or in the middle', () => {
    expect([xs('left'), xs('centre'), xs('right')]).toEqual([
      [0, 0, 0],
      [200, 200, 200],
      [400, 400, 400],
    ]);
  });

  it('heeds that steps are not of one height', () => {
    expect([ys('top'), ys('middle'), ys('bottom')]).toEqual([
      [0, 0, 0],
      [224, 224, 200],
      [448, 448, 400],
    ]);
  });

  it('leaves the graph alone where there is nothing to align', () => {
    expect(alignSteps(graph, new Map([...boxes].slice(0, 1)), 'left')).toBe(graph);
    expect(alignSteps(graph, new Map([...boxes].slice(0, 1)), 'top')).toBe(graph);
  });
});

describe(distributeSteps.name, () => {
  it('leaves the same room between them; the outer ones stay', () => {
    expect(distributeSteps(graph, boxes, 'x').nodes.map((node) => node.position?.x)).toEqual([0, 200, 400]);
    expect(distributeSteps(graph, boxes, 'y').nodes.map((node) => node.position?.y)).toEqual([0, 200, 400]);
  });
});
