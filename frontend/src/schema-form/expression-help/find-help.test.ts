import type { ExpressionHelp } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { findHelp } from './find-help';

const entry = (group: string, signature: string, description: string): ExpressionHelp => ({
  ...{ group, signature, description, snippet: signature },
  name: signature.replace(/^list\.|\(.*/g, ''),
});
const sum = entry('Lists', 'list.sum(key?)', 'The sum of the items.');
const group = entry('Lists', 'list.groupBy(key)', 'Lists of the items by their key.');
const hash = entry('Encoding', 'sha256(text)', 'The hash of a text.');
const all = [group, hash, sum];

describe(findHelp.name, () => {
  it('leaves the order alone where nothing is looked for', () => {
    expect(findHelp(all, ' ')).toEqual(all);
  });

  it('finds by name, signature, description and group, the name before the rest', () => {
    expect(findHelp(all, 'SUM')).toEqual([sum]);
    expect(findHelp(all, 'key')).toEqual([group, sum]);
    expect(findHelp(all, 'hash')).toEqual([hash]);
    expect(findHelp(all, 'items sum')).toEqual([sum]);
    expect(findHelp(all, 'lists')).toEqual([group, sum]);
    expect(findHelp(all, 'sum hash')).toEqual([]);
  });
});
