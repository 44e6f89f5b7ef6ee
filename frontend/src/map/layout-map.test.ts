import { describe, expect, it } from 'vitest';
import { drawMap } from './draw-map';
import { drawLines } from './edge-lines';
import { findNeighbours } from './groups';
import { arrangeMap, NODE_HEIGHT, spreadColumns } from './layout-map';
import { countCrossings, orderColumns } from './order-columns';
import { spread } from './place-rows';
import { largeMap, mapOf } from './test-maps';

const large = drawMap(largeMap());

describe(arrangeMap, () => {
  it('puts producers, topics and consumers in columns, and what is tied together side by side', () => {
    const { places, columns } = arrangeMap(mapOf('producer:a > topic:b > consumer:c', 'producer:d > topic:e'));
    expect(columns).toEqual([['producer:a', 'producer:d'], ['topic:b', 'topic:e'], ['consumer:c']]);
    expect(places.get('topic:b')).toEqual({ ...places.get('producer:a'), column: 1 });
    expect(places.get('topic:e')?.y).toBe(places.get('producer:d')?.y);
  });

  it('puts a topic in the middle of its consumers', () => {
    const { places } = arrangeMap(mapOf('topic:t > consumer:a', 'topic:t > consumer:b', 'topic:t > consumer:c'));
    expect(places.get('topic:t')?.y).toBe(places.get('consumer:b')?.y);
  });

  it('covers no node with another, and says how high it all is', () => {
    const { places, columns, height } = arrangeMap(large);
    expect(places.size).toBe(large.nodes.length);
    for (const ids of columns) {
      const tops = ids.map((id) => places.get(id)?.y ?? 0);
      for (const [index, top] of tops.entries()) {
        expect(top + NODE_HEIGHT).toBeLessThanOrEqual(tops[index + 1] ?? height);
      }
    }
  });

  it('is the same whatever order the answer is in', () => {
    const reversed = { nodes: [...large.nodes].reverse(), edges: [...large.edges].reverse() };
    const [one, other] = [arrangeMap(large), arrangeMap(reversed)];
    expect([...other.places].sort()).toEqual([...one.places].sort());
  });
});

describe(orderColumns, () => {
  it('takes crossings out where it can', () => {
    const crossed = mapOf(
      'topic:a > consumer:3',
      'topic:b > consumer:2',
      'topic:c > consumer:1',
      'topic:c > consumer:2',
      'topic:b > consumer:3',
    );
    const neighbours = findNeighbours(crossed.nodes, crossed.edges);
    const before = countCrossings(
      [[], ['topic:a', 'topic:b', 'topic:c'], ['consumer:1', 'consumer:2', 'consumer:3']],
      neighbours,
    );
    expect(before).toBeGreaterThan(0);
    expect(countCrossings(orderColumns(crossed.nodes, neighbours), neighbours)).toBe(0);
  });
});

describe(spread, () => {
  it('moves apart what wants to be in one place, both ways, and keeps within the rows', () => {
    expect(spread([2, 2, 2], 6)).toEqual([1, 2, 3]);
    expect(spread([0, 0], 4)).toEqual([0, 1]);
    expect(spread([3, 3], 4)).toEqual([2, 3]);
    expect(spread([], 4)).toEqual([]);
  });
});

describe(spreadColumns, () => {
  it('takes the width there is, but leaves room for words and does not tear the map apart', () => {
    expect(spreadColumns(1200).width).toBe(1200);
    expect(spreadColumns(300).width).toBe(968);
    expect(spreadColumns(4000).width).toBe(1368);
  });
});

describe(drawLines, () => {
  it('draws what a consumer publishes back to the topic', () => {
    const map = mapOf('topic:in > consumer:a > topic:out');
    const lines = drawLines(map.edges, arrangeMap(map), spreadColumns(1200));
    expect(lines.map(({ id, isReturn }) => [id, isReturn])).toEqual([
      ['topic:in>consumer:a', false],
      ['consumer:a>topic:out', true],
    ]);
  });

  it('keeps the words of lines apart that meet', () => {
    const lines = drawLines(large.edges, arrangeMap(large), spreadColumns(1200));
    const words = lines.flatMap((line) => (line.hasRoom ? [line.words] : []));
    expect(words.length).toBeGreaterThan(lines.length / 2);
    const covering = words.filter((one, index) =>
      words.slice(index + 1).some((other) => Math.abs(one.x - other.x) < 80 && Math.abs(one.y - other.y) < 19),
    );
    expect(covering).toEqual([]);
  });
});
