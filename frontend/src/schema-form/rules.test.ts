import { describe, expect, it } from 'vitest';
import { moveRule, newRule, readRules, refusePort } from './rules';

const rules = readRules([{ port: 'big', conditions: { all: [] } }, { port: 'small' }, 'no rule']);

describe(readRules.name, () => {
  it('takes rules as they are, and leaves out what is none', () => {
    expect(rules.map(({ port }) => port)).toEqual(['big', 'small']);
    expect(readRules('{{ trigger }}')).toEqual([]);
  });
});

describe(newRule.name, () => {
  it('finds a name that no other rule has', () => {
    expect(newRule([{ port: 'rule2', conditions: null }]).port).toBe('rule3');
  });
});

describe(refusePort.name, () => {
  it('refuses names that could not be told apart', () => {
    expect(['', 'else', 'error', 'small', 'big', 'huge'].map((name) => refusePort(name, rules, 0))).toEqual([
      expect.stringContaining('needs a name'),
      expect.stringContaining('of its own'),
      expect.stringContaining('of its own'),
      expect.stringContaining('Another rule'),
      undefined,
      undefined,
    ]);
  });
});

describe(moveRule.name, () => {
  it('changes places with a neighbour', () => {
    expect(moveRule(rules, 1, -1).map(({ port }) => port)).toEqual(['small', 'big']);
  });
});
