import { describe, expect, it } from 'vitest';
import { findSteps } from './find-steps';
import { graphOf, link, manifestOf, step } from './graph-fixtures';

const manifests = new Map([
  ['set', manifestOf('set', { title: 'Set fields' })],
  ['http-request', manifestOf('http-request', { title: 'HTTP request' })],
]);
const graph = graphOf(
  [
    step('last', { label: 'Tell the shop' }),
    step('first', { type: 'http-request', params: { url: 'https://shop.example', headers: [{ name: 'X-Key' }] } }),
  ],
  [link('first', 'last')],
);
const find = (query: string) => findSteps(graph, manifests, query);

describe(findSteps.name, () => {
  it('looks in names, types and deep in parameters, and answers in the order of the run', () => {
    expect(find('SHOP')).toEqual(['first', 'last']);
    expect(find('http')).toEqual(['first']);
    expect(find('x-key')).toEqual(['first']);
    expect(find('set tell')).toEqual(['last']);
  });

  it('finds nothing for nothing', () => {
    expect([find(' '), find('nowhere')]).toEqual([[], []]);
  });
});
