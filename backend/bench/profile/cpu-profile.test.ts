import { describe, expect, it } from 'vitest';
import { summarize } from './cpu-profile.js';

const node = (id: number, functionName: string, url = '') => ({ id, callFrame: { functionName, url, lineNumber: 9 } });

describe(summarize.name, () => {
  it('adds up the time of each sample by place and function, idle time left out', () => {
    const { places, functions } = summarize({
      nodes: [
        node(1, '(idle)'),
        node(2, 'parse', 'file:///app/node_modules/@scope/pg/lib/a.js'),
        node(3, 'advance', 'file:///app/backend/dist/engine/advance.js'),
        node(4, '(garbage collector)'),
        node(5, '', 'node:net'),
      ],
      samples: [1, 2, 3, 3, 4, 5],
      timeDeltas: [1000, 40, 20, 20, 10, 10],
    });
    expect(places).toEqual([
      { name: '@scope/pg', percent: 40 },
      { name: 'dist/engine', percent: 40 },
      { name: '(garbage collector)', percent: 10 },
      { name: 'node:net', percent: 10 },
    ]);
    expect(functions[0]).toEqual({ name: 'parse node_modules/@scope/pg/lib/a.js:10', percent: 40 });
    expect(functions.at(-1)?.name).toBe('(anonymous) node:net:10');
  });
});
