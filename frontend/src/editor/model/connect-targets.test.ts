import { describe, expect, it } from 'vitest';
import { connectTargets } from './connect-targets';
import { graphOf, link, manifestOf, step } from './graph-fixtures';

const trigger = manifestOf('manual', { ports: { input: false, outputs: [{ name: 'out', title: '' }] } });
const branch = manifestOf('if', {
  ports: {
    input: true,
    outputs: [
      { name: 'true', title: 'True' },
      { name: 'false', title: 'False' },
    ],
  },
});
const manifests = new Map([trigger, branch, manifestOf('set')].map((each) => [each.type, each]));
const at = (x: number) => ({ position: { x, y: 0 } });
const told = (...args: Parameters<typeof connectTargets>) =>
  connectTargets(...args).map(({ nodeId, port, edgeId }) => `${port.name} ${nodeId}${edgeId ? ' drawn' : ''}`);

describe(connectTargets.name, () => {
  it('offers what may be connected, the nearest to the right first, and never a trigger, itself or a circle', () => {
    const nodes = [step('start', { type: 'manual', ...at(-100) }), step('a', at(0)), step('b', at(100))];
    const graph = graphOf([...nodes, step('c', at(300)), step('d', at(200))], [link('b', 'a')]);
    expect(told(graph, 'a', manifests)).toEqual(['out d', 'out c']);
  });

  it('offers each port, and then what is connected already', () => {
    const graph = graphOf([step('if', { type: 'if' }), step('a')], [link('if', 'a', 'true')]);
    expect(told(graph, 'if', manifests)).toEqual(['false a', 'true a drawn']);
  });
});
