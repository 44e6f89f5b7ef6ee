import type { Problem } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { setParam } from '../model/change-steps';
import { graphOf, link, manifestOf, step } from '../model/graph-fixtures';
import { collectProblems, groupByNode, paramOf } from './collect-problems';

const manifests = new Map([
  ['manual', manifestOf('manual', { kind: 'trigger', ports: { input: false, outputs: [{ name: 'out', title: '' }] } })],
  [
    'http',
    manifestOf('http', { parameters: { type: 'object', properties: { url: { type: 'string' } }, required: ['url'] } }),
  ],
]);
const graph = graphOf([step('start', { type: 'manual' }), step('call', { type: 'http' })], [link('start', 'call')]);
const syntax: Problem = {
  code: 'EXPR_SYNTAX',
  severity: 'error',
  nodeId: 'call',
  pointer: '/nodes/1/params/url',
  detail: 'oops',
};

describe(collectProblems.name, () => {
  it('finds a missing parameter without the server', () => {
    const found = collectProblems(graph, manifests, { graph: graphOf([]), problems: [] });
    expect(found).toMatchObject([{ code: 'PARAM_REQUIRED', nodeId: 'call', pointer: '/params/url' }]);
  });

  it('keeps what the server found until the step changes', () => {
    const checked = { graph, problems: [syntax] };
    expect(collectProblems(graph, manifests, checked)).toEqual([syntax]);
    const edited = setParam(graph, 'call', 'url', 'x');
    expect(collectProblems(edited, manifests, checked)).toEqual([]);
  });

  it('trusts itself on the structure, since it is quicker', () => {
    const stale: Problem = { code: 'TRIGGER_MISSING', severity: 'error', detail: 'no trigger' };
    expect(collectProblems(graph, manifests, { graph, problems: [stale, syntax] })).toEqual([syntax]);
  });

  it('says nothing before the node types are known', () => {
    expect(collectProblems(graph, new Map(), { graph, problems: [syntax] })).toEqual([]);
  });
});

describe(paramOf.name, () => {
  it('reads the parameter out of a pointer', () => {
    expect(paramOf(syntax)).toBe('url');
    expect(paramOf({ ...syntax, pointer: '/nodes/1/id' })).toBeUndefined();
  });
});

describe(groupByNode.name, () => {
  it('keeps the problems of a step together', () => {
    const other: Problem = { code: 'TRIGGER_MISSING', severity: 'error', detail: '' };
    const groups = groupByNode([syntax, other, syntax]);
    expect([...groups].map(([id, group]) => [id, group.length])).toEqual([
      ['call', 2],
      [undefined, 1],
    ]);
  });
});
