import type { ExpressionHelp } from '../../contract/index.js';
import { SCOPE_NAMES } from '../scope.js';
import { DATE_HELP } from './date-help.js';
import type { HelpEntry } from './help-entry.js';
import { LIST_HELP } from './list-help.js';
import { NUMBER_HELP } from './number-help.js';
import { SCOPE_HELP } from './scope-help.js';
import { TEXT_HELP } from './text-help.js';
import { ENCODING_HELP, OBJECT_HELP } from './value-help.js';

/** What stands before the dot where it is any value of a type. */
const RECEIVERS = ['list', 'text', 'date', 'number', 'boolean'];

/** Everything that an expression can name or call, by group, the most useful of each first. */
export const EXPRESSION_HELP: readonly ExpressionHelp[] = [
  ...SCOPE_NAMES.map((name) => ({
    ...{ group: 'Names', name, signature: name, snippet: name },
    description: SCOPE_HELP[name],
  })),
  ...group('Lists', LIST_HELP),
  ...group('Texts', TEXT_HELP),
  ...group('Dates', DATE_HELP),
  ...group('Objects and JSON', OBJECT_HELP),
  ...group('Encoding and hashing', ENCODING_HELP),
  ...group('Numbers', NUMBER_HELP),
];

function group(title: string, entries: readonly HelpEntry[]): ExpressionHelp[] {
  return entries.map(([signature, description, example, result]) => {
    const [path = signature] = signature.split('(');
    const receiver = RECEIVERS.find((each) => path.startsWith(`${each}.`));
    const name = receiver ? path.slice(receiver.length + 1) : path;
    const call = signature.includes('(') ? '()' : '';
    const snippet = `${receiver ? '.' : ''}${name}${call}`;
    return { group: title, name, signature, description, example, result, snippet };
  });
}
