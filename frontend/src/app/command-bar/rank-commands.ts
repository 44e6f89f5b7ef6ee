import type { Command } from '../../ui/commands/offered-commands';
import { matchesWords } from '../../ui/match-words';

/** Of each group at most so many, so that none hides the others. */
const MOST_OF_GROUP = 8;

/** The commands that match, by group: the group with the best match first, and the best match first in each. */
export function rankCommands(commands: readonly Command[], query: string): Command[] {
  const groups = new Map<string, { command: Command; score: number }[]>();
  for (const command of commands) {
    const score = scoreOf(command, query.trim());
    if (score > 0) groups.set(command.group, [...(groups.get(command.group) ?? []), { command, score }]);
  }
  const best = (found: { score: number }[]): number => Math.max(...found.map(({ score }) => score));
  return [...groups.values()]
    .sort((one, other) => best(other) - best(one))
    .flatMap((found) => found.sort((one, other) => other.score - one.score).slice(0, MOST_OF_GROUP))
    .map(({ command }) => command);
}

function scoreOf({ title, words = '', hint = '' }: Command, query: string): number {
  if (query === '') return 1;
  const name = title.toLowerCase();
  const asked = query.toLowerCase();
  if (name === asked) return 5;
  if (name.startsWith(asked)) return 4;
  if (name.split(/\W+/).some((part) => part.startsWith(asked))) return 3;
  if (matchesWords(title, query)) return 2;
  return matchesWords(`${title} ${words} ${hint}`, query) ? 1 : 0;
}
