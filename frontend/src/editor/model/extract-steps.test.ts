import { describe, expect, it } from 'vitest';
import { extractSteps } from './extract-steps';
import { graphOf, link, manifestOf, step } from './graph-fixtures';

const fork = {
  input: true,
  outputs: [
    { name: 'true', title: '' },
    { name: 'false', title: '' },
  ],
};
const loop = {
  input: true,
  outputs: [
    { name: 'item', title: '' },
    { name: 'done', title: '' },
  ],
};
const manifests = new Map(
  [
    manifestOf('manual', { kind: 'trigger', ports: { input: false, outputs: [{ name: 'out', title: '' }] } }),
    manifestOf('set'),
    manifestOf('code'),
    manifestOf('respond'),
    manifestOf('if', { ports: fork }),
    manifestOf('for-each', { ports: loop }),
  ].map((manifest) => [manifest.type, manifest]),
);
const start = step('start', { type: 'manual' });
const reading = (id: string, ...texts: string[]) => step(id, { params: { values: texts } });
const chain = (...nodes: ReturnType<typeof step>[]) =>
  graphOf(
    nodes,
    nodes.slice(1).map((node, index) => link(nodes[index]?.id ?? '', node.id)),
  );
const extract = (graph: ReturnType<typeof graphOf>, ...ids: string[]) => {
  const result = extractSteps(graph, new Set(ids), manifests);
  return 'refusal' in result ? result.refusal : { ...result, caller: result.caller('w1') };
};

describe(extractSteps.name, () => {
  it('puts a call in place of the steps, and the steps behind a trigger', () => {
    const result = extract(
      chain(start, reading('a', '{{ input.x }}'), step('b'), reading('c', '{{ steps.b.y }}')),
      'a',
      'b',
    );
    expect(result).toMatchObject({
      child: {
        nodes: [{ id: 'start', type: 'manual' }, { id: 'a', params: { values: ['{{ input.x }}'] } }, { id: 'b' }],
        edges: [
          { source: 'start', target: 'a' },
          { source: 'a', target: 'b' },
        ],
      },
      caller: {
        nodeId: 'subWorkflow',
        graph: {
          nodes: [
            { id: 'start' },
            { id: 'c', params: { values: ['{{ steps.subWorkflow.y }}'] } },
            { id: 'subWorkflow', params: { workflowId: 'w1', payload: '{{ input }}', wait: true } },
          ],
          edges: [
            { source: 'start', target: 'subWorkflow' },
            { source: 'subWorkflow', target: 'c' },
          ],
        },
      },
    });
  });

  it('hands over what the steps read from outside', () => {
    const first = reading('a', '{{ input.x + steps.z.n }}', '{{ trigger.body }}');
    const result = extract(chain(start, step('z'), first, reading('b', '{{ steps.a + event.id }}')), 'a', 'b');
    expect(result).toMatchObject({
      child: {
        nodes: [
          {},
          { id: 'a', params: { values: ['{{ trigger.input.x + trigger.z.n }}', '{{ trigger.trigger.body }}'] } },
          { id: 'b', params: { values: ['{{ steps.a + trigger.event.id }}'] } },
        ],
      },
      caller: {
        graph: {
          nodes: [
            {},
            {},
            {
              params: {
                payload: {
                  z: '{{ steps.z }}',
                  trigger: '{{ trigger }}',
                  event: '{{ event }}',
                  input: '{{ input }}',
                },
              },
            },
          ],
        },
      },
    });
  });

  it('puts out what came in before a step that passes it on', () => {
    const graph = graphOf(
      [start, step('if', { type: 'if' }), reading('a', '{{ input.x + trigger.y }}'), step('b')],
      [link('start', 'if'), link('if', 'a', 'true'), link('if', 'a', 'false'), link('a', 'b')],
    );
    const result = extract(graph, 'if', 'a');
    expect(result).toMatchObject({
      child: {
        nodes: [
          {},
          { id: 'received', type: 'code', params: { code: 'return trigger.input;' } },
          { id: 'if' },
          { id: 'a', params: { values: ['{{ input.x + trigger.trigger.y }}'] } },
        ],
      },
    });
  });

  it('hands over the item of a loop that stays, and leaves that of one that goes along', () => {
    const graph = graphOf(
      [start, step('each', { type: 'for-each' }), reading('a', '{{ item.x }}'), step('b')],
      [link('start', 'each'), link('each', 'a', 'item'), link('each', 'b', 'done')],
    );
    expect(extract(graph, 'a')).toMatchObject({
      child: { nodes: [{}, { params: { values: ['{{ trigger.item.x }}'] } }] },
    });
    expect(extract(graph, 'each', 'a')).toMatchObject({
      child: { nodes: [{}, {}, { params: { values: ['{{ item.x }}'] } }] },
      caller: { graph: { edges: [{}, { source: 'subWorkflow', target: 'b' }] } },
    });
  });

  it('has the call join the group that all the steps were in', () => {
    const graph = { ...chain(start, step('a'), step('b')), groups: [{ id: 'g', label: '', nodeIds: ['a', 'b'] }] };
    expect(extract(graph, 'a')).toMatchObject({ caller: { graph: { groups: [{ nodeIds: ['b', 'subWorkflow'] }] } } });
  });

  const branches = graphOf(
    [start, step('if', { type: 'if' }), step('a'), step('b'), step('c')],
    [link('start', 'if'), link('if', 'a', 'true'), link('if', 'b', 'false'), link('a', 'c')],
  );
  it.each([
    ['a trigger', chain(start, step('a')), ['start', 'a'], /starts this workflow/],
    ['an answer', chain(start, step('a', { type: 'respond' })), ['a'], /answers whoever called/],
    ['several beginnings', branches, ['a', 'b'], /begin in several places/],
    ['several ends', branches, ['if', 'a', 'b'], /end in several places/],
    [
      'a way out that leads elsewhere',
      graphOf(
        branches.nodes,
        branches.edges.filter(({ target }) => target !== 'b'),
      ),
      ['if', 'a'],
      /several ways out/,
    ],
    [
      'a step in between that is read',
      chain(start, step('a'), step('b'), reading('c', '{{ steps.a }}')),
      ['a', 'b'],
      /“c|“set”/,
    ],
    ['steps as a whole', chain(start, reading('a', '{{ steps[trigger.k] }}')), ['a'], /as a whole/],
    ['nothing', chain(start), [], /Choose the steps/],
  ])('refuses %s', (_, graph, ids, reason) => {
    expect(extract(graph, ...ids)).toMatch(reason);
  });
});
