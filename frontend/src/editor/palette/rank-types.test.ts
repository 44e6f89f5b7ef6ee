import { describe, expect, it } from 'vitest';
import { manifestOf } from '../model/graph-fixtures';
import { rankTypes } from './rank-types';

const out = { name: 'out', title: '' };
const types = [
  manifestOf('webhook', {
    kind: 'trigger',
    title: 'Webhook',
    ports: { input: false, outputs: [out] },
    keywords: ['http'],
  }),
  manifestOf('http-request', { title: 'HTTP request', keywords: ['fetch', 'rest'], description: 'Calls an address' }),
  manifestOf('set', { kind: 'logic', title: 'Set fields', description: 'Makes an object' }),
];
const anywhere = { needsInput: false, needsOutput: false, wantsTrigger: false };
const names = (query: string, fit = anywhere) => rankTypes(types, query, fit).map(({ manifest }) => manifest.type);

describe(rankTypes.name, () => {
  it('finds by title, keyword and description, the better match first', () => {
    expect(names('http')).toEqual(['http-request', 'webhook']);
    expect(names('fetch')).toEqual(['http-request']);
    expect(names('object')).toEqual(['set']);
    expect(names('http address')).toEqual(['http-request']);
    expect(names('nothing like it')).toEqual([]);
  });

  it('puts what fits first', () => {
    const after = { needsInput: true, needsOutput: false, wantsTrigger: false };
    expect(rankTypes(types, '', after).map(({ fits }) => fits)).toEqual([true, true, false]);
    expect(names('', after).at(-1)).toBe('webhook');
  });

  it('offers triggers first where there is none', () => {
    expect(names('', { ...anywhere, wantsTrigger: true })[0]).toBe('webhook');
  });
});
