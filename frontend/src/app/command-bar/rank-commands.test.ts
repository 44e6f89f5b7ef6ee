import { describe, expect, it } from 'vitest';
import { rankCommands } from './rank-commands';

const command = (group: string, title: string, words = '') => ({
  id: title,
  group,
  title,
  words,
  run: () => undefined,
});
const commands = [
  command('Editor', 'Run with sample'),
  command('Editor', 'Tidy', 'arrange runs'),
  command('Pages', 'Runs'),
  command('Pages', 'Events'),
];
const titles = (query: string) => rankCommands(commands, query).map(({ title }) => title);

describe(rankCommands.name, () => {
  it('puts the group with the best match first', () => {
    expect(titles('runs')).toEqual(['Runs', 'Tidy']);
    expect(titles('sample run')).toEqual(['Run with sample']);
  });

  it('shows all of them, in their order, before anything is typed', () => {
    expect(titles('')).toEqual(['Run with sample', 'Tidy', 'Runs', 'Events']);
  });

  it('shows only some of a large group', () => {
    const many = Array.from({ length: 30 }, (_, index) => command('Steps', `Step ${index}`));
    expect(rankCommands([...many, ...commands], '')).toHaveLength(12);
  });
});
