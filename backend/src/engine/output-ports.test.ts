import { describe, expect, it } from 'vitest';
import { CATALOG } from './graph-builders.test-support.js';
import { outputPorts } from './output-ports.js';

describe(outputPorts.name, () => {
  const names = (type: string, onError?: 'fail' | 'continue' | 'branch'): string[] => {
    const known = CATALOG.get(type);
    return known ? outputPorts({ params: {}, ...(onError && { onError }) }, known).map(({ name }) => name) : [];
  };

  it('are those of the type', () => {
    expect(names('set')).toEqual(['out']);
    expect(names('if', 'continue')).toEqual(['true', 'false']);
  });

  it('begin with those that the parameters name, each once', () => {
    const known = CATALOG.get('switch');
    const ports = (rules: unknown): string[] =>
      known ? outputPorts({ params: { rules } as never, onError: 'branch' }, known).map(({ name }) => name) : [];
    expect(ports([{ port: 'red' }, { port: 'blue' }, { port: 'red' }])).toEqual(['red', 'blue', 'else', 'error']);
    expect(ports([{ port: '' }, { port: 7 }, {}, null, 'x'])).toEqual(['else', 'error']);
    expect(ports('{{ rules }}')).toEqual(['else', 'error']);
    expect(ports(undefined)).toEqual(['else', 'error']);
  });

  it('end with one for the error if a failure is to branch', () => {
    expect(names('if', 'branch')).toEqual(['true', 'false', 'error']);
  });
});
