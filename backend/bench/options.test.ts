import { describe, expect, it } from 'vitest';
import { readOptions } from './options.js';

describe(readOptions.name, () => {
  it('runs everything on every backing when nothing is asked for', () => {
    expect(readOptions([])).toMatchObject({ scenarios: [], backings: ['embedded', 'postgres+redis'], rounds: 3 });
  });

  it('takes scenarios by name and numbers by option', () => {
    const options = readOptions(['pipeline', 'accept', '--seconds', '4', '--rounds', '5', '--backing', 'embedded']);
    expect(options).toMatchObject({
      scenarios: ['pipeline', 'accept'],
      seconds: 4,
      rounds: 5,
      backings: ['embedded'],
    });
  });

  it('makes everything smaller for a quick look, but for what is given', () => {
    expect(readOptions(['--quick', '--history', '1000'])).toMatchObject({ seconds: 2, rounds: 1, history: 1000 });
  });

  it('takes the address of another system apart', () => {
    const { peer } = readOptions(['--url', 'http://127.0.0.1:5678/webhook/a?b=c', '--body-file', 'body.json']);
    expect(peer).toEqual({ host: '127.0.0.1', port: 5678, path: '/webhook/a?b=c', bodyFile: 'body.json' });
    expect(readOptions(['--url', 'http://localhost', '--path', '/x']).peer).toMatchObject({ port: 80, path: '/x' });
  });

  it.each([
    [['--seconds', '0'], '--seconds: must be a whole number above 0'],
    [['--backing', 'mysql'], '--backing: must be embedded or postgres+redis'],
    [['--url', 'ftp://host'], '--url: must begin with http://'],
  ])('refuses %j in one line', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
