import type { ExpressionHelp } from '@eventloom/backend/contract';
import { describeValue, showValue } from './describe-value';
import type { ExpressionData } from './expression-data';
import { parsePath, readPath } from './read-path';

/** Something that can be written where the caret is. */
export interface Suggestion {
  label: string;
  /** What is written; the label if absent. A call leaves the caret between its parentheses. */
  apply?: string;
  kind: 'data' | 'step' | 'name' | 'call';
  /** In a word: the kind of its value. */
  detail: string;
  info: string;
}

export interface Suggestions {
  /** From where on the text is replaced. */
  from: number;
  options: Suggestion[];
}

const NAME = String.raw`[A-Za-z_$][\w$]*`;
const PATH = String.raw`${NAME}(?:\??\.${NAME}|(?:\?\.)?\[(?:\d+|"[^"]*"|'[^']*')\])*`;
const MEMBER = new RegExp(String.raw`(${PATH})\??\.(${NAME})?$`);
const AFTER_CALL = new RegExp(String.raw`[)\]}"'\x60]\??\.(${NAME})?$`);
const WORD = new RegExp(String.raw`(?:^|[^\w$.])(${NAME})?$`);
const LONGEST_INFO = 120;

/** What may come next in an expression: fields of the data at hand, the methods of its kind, names and helpers. */
export function suggest(
  text: string,
  at: number,
  data: ExpressionData,
  help: readonly ExpressionHelp[],
): Suggestions | undefined {
  const before = openExpression(text.slice(0, at));
  if (before === undefined || isInText(before)) return undefined;
  const member = MEMBER.exec(before);
  if (member) return membersOf(member[1] ?? '', before, at, member[2] ?? '', data, help);
  const afterCall = AFTER_CALL.exec(before);
  if (afterCall) return { from: at - (afterCall[1]?.length ?? 0), options: methods(help, undefined) };
  const word = WORD.exec(before);
  return word ? { from: at - (word[1]?.length ?? 0), options: [...names(data, help), ...functions(help)] } : undefined;
}

/** What stands after the last `{{` that has not been closed. */
function openExpression(before: string): string | undefined {
  const open = before.lastIndexOf('{{');
  return open < 0 || open < before.lastIndexOf('}}') ? undefined : before.slice(open + 2);
}

function isInText(before: string): boolean {
  let quote: string | undefined;
  for (const [index, character] of [...before].entries()) {
    if (quote === undefined) quote = `"'\``.includes(character) ? character : undefined;
    else if (character === quote && before[index - 1] !== '\\') quote = undefined;
  }
  return quote !== undefined;
}

function membersOf(
  path: string,
  before: string,
  at: number,
  typed: string,
  data: ExpressionData,
  help: readonly ExpressionHelp[],
): Suggestions {
  const from = at - typed.length;
  const value = valueAt(path, before, data);
  if (path === 'steps') return { from, options: steps(data) };
  const fields = fieldsOf(value, from, before.at(-typed.length - 2) === '?');
  return { from, options: [...fields, ...methods(help, value)] };
}

/** The value of a path, also where it begins with the parameter of a function: then the first item stands for all. */
function valueAt(path: string, before: string, { scope }: ExpressionData): unknown {
  const parts = parsePath(path);
  const [root, ...rest] = parts ?? [];
  if (root === undefined) return undefined;
  const list = new RegExp(String.raw`(${PATH})\??\.${NAME}\(\s*\(?\s*${root.replaceAll('$', '\\$')}\b`).exec(
    before,
  )?.[1];
  const outer = list === undefined ? undefined : readPath(parsePath(list) ?? [], scope);
  return Array.isArray(outer) ? readPath(rest, outer[0] as Record<string, unknown>) : readPath(parts ?? [], scope);
}

function fieldsOf(value: unknown, from: number, isOptional: boolean): Suggestion[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return [];
  return Object.entries(value).map(([name, field]) => ({
    label: name,
    ...(!/^[A-Za-z_$][\w$]*$/.test(name) && { apply: bracketed(name, isOptional) }),
    ...{ kind: 'data' as const, detail: describeValue(field), info: showValue(field, LONGEST_INFO) },
  }));
}

/** Takes the place of the dot before it, which whoever applies it takes away. */
function bracketed(name: string, isOptional: boolean): string {
  return isOptional ? `[${JSON.stringify(name)}]` : `\b[${JSON.stringify(name)}]`;
}

function steps({ upstream, scope }: ExpressionData): Suggestion[] {
  const outputs = scope.steps;
  return upstream.map(({ id, label }) => {
    const output = readPath([id], (outputs ?? {}) as Record<string, unknown>);
    const detail = output === undefined ? 'no data yet' : describeValue(output);
    return { label: id, kind: 'step', detail, info: `${label}: ${showValue(output, LONGEST_INFO)}` };
  });
}

function names({ scope, names: more }: ExpressionData, help: readonly ExpressionHelp[]): Suggestion[] {
  const known = new Set([...Object.keys(scope), ...more]);
  return help
    .filter((entry) => entry.group === 'Names' && known.has(entry.name))
    .map(({ name, description }) => ({
      ...{ label: name, kind: 'name' as const, info: description },
      detail: name in scope ? describeValue(scope[name]) : 'no data yet',
    }));
}

function functions(help: readonly ExpressionHelp[]): Suggestion[] {
  return help.filter((entry) => entry.group !== 'Names' && !entry.snippet.startsWith('.')).map(callOf);
}

/** The methods of a kind of value; of all kinds where it is not known. */
function methods(help: readonly ExpressionHelp[], value: unknown): Suggestion[] {
  const receiver = receiverOf(value);
  return help
    .filter((entry) => entry.snippet.startsWith('.'))
    .filter((entry) => value === undefined || entry.signature.startsWith(`${receiver}.`))
    .map(callOf);
}

function receiverOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'date';
  return typeof value === 'string' ? 'text' : typeof value;
}

function callOf({ name, snippet, signature, description }: ExpressionHelp): Suggestion {
  const apply = snippet.replace(/^\./, '');
  return { label: name, apply, kind: 'call', detail: signature.slice(signature.indexOf('(')), info: description };
}
