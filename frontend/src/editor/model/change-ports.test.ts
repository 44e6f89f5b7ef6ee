import type { Graph } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { onwardPort, setParamOf } from './change-ports';
import { graphOf, link, manifestOf, step } from './graph-fixtures';

const manifest = manifestOf('switch', {
  ports: {
    input: true,
    outputs: [{ name: 'else', title: 'Else' }],
    outputsFrom: { param: 'rules', field: 'port' },
  },
});
const rules = (...ports: string[]) => ports.map((port) => ({ port, conditions: { all: [] } }));
const graph = graphOf(
  [step('route', { type: 'switch', params: { rules: rules('big', 'small') } }), step('a'), step('b'), step('c')],
  [link('route', 'a', 'big'), link('route', 'b', 'small'), link('route', 'c', 'else')],
);
const set = (...ports: string[]): Graph => setParamOf(graph, { id: 'route', manifest }, 'rules', rules(...ports));
const handles = ({ edges }: Graph) => edges.map((edge) => edge.sourceHandle);

describe(setParamOf.name, () => {
  it('takes the connections of a renamed port along', () => {
    const renamed = set('large', 'small');
    expect(handles(renamed)).toEqual(['large', 'small', 'else']);
    expect(renamed.nodes[0]?.params.rules).toEqual(rules('large', 'small'));
  });

  it('leaves connections alone where ports are added, taken away or put in another order', () => {
    for (const changed of [set('big', 'small', 'huge'), set('small'), set('small', 'big')])
      expect(handles(changed)).toEqual(['big', 'small', 'else']);
  });

  it('does not fuse the ways of two rules', () => {
    expect(handles(set('big', ''))).toEqual(['big', 'small', 'else']);
  });

  it('sets any other parameter as it is', () => {
    const changed = setParamOf(graph, { id: 'route', manifest }, 'note', 'x');
    expect(changed.nodes[0]?.params.note).toBe('x');
    expect(changed.edges).toBe(graph.edges);
  });
});

describe(onwardPort.name, () => {
  const ports = [{ name: 'item' }, { name: 'done' }];
  it('goes on after a loop, not into it', () => {
    expect([onwardPort('for-each', ports), onwardPort('if', ports), onwardPort('end', [])]).toEqual([
      'done',
      'item',
      undefined,
    ]);
  });
});
