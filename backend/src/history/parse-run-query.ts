import { AppError } from '../platform/errors/app-error.js';

/** A declared search key and the value that it is to have, as text. */
export interface KeyValue {
  name: string;
  value: string;
}

/** What a search asks for; all of it has to fit. */
export interface RunQuery {
  keys: KeyValue[];
  /** Plain texts: parts of a run's id, of the name of its workflow, or of its error. */
  texts: string[];
}

type Token = { type: 'and' | 'equals' } | { type: 'word' | 'quoted'; text: string };

const TOKEN = /\s*(?:(=)|"((?:[^"\\]|\\.)*)"|([^\s="]+))/uy;

const NAME = /^[A-Za-z_][\w.-]*$/;

const HINT = 'Write name = "value", several joined by "and", or plain text.';

/**
 * Reads what somebody searches for: `order.id = "123" and paid = true`, or plain text, which may stand among the pairs
 * too. A text without `=` and quotes is taken as it is, so that nobody has to know the rules to find a name.
 *
 * @throws AppError `REQUEST_INVALID`, with what is wrong
 */
export function parseRunQuery(q: string | undefined): RunQuery {
  const text = q?.trim() ?? '';
  if (text.includes('\0') || /\p{Cs}/u.test(text)) throw refusal('The search holds a character that no text can have.');
  if (!/[="]/.test(text)) return { keys: [], texts: text === '' ? [] : [text] };
  const query: RunQuery = { keys: [], texts: [] };
  for (const part of splitParts(tokenize(text))) readPart(part, query);
  return query;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw refusal(`A quote at "${text.slice(at).trim().slice(0, 20)}" is not closed.`);
    tokens.push(toToken(match));
  }
  return tokens;
}

function toToken([, equals, quoted, word]: RegExpExecArray): Token {
  if (equals) return { type: 'equals' };
  if (quoted !== undefined) return { type: 'quoted', text: quoted.replace(/\\(.)/gsu, '$1') };
  return word?.toLowerCase() === 'and' ? { type: 'and' } : { type: 'word', text: word ?? '' };
}

function splitParts(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens)
    if (token.type === 'and') parts.push([]);
    else parts.at(-1)?.push(token);
  if (parts.some((part) => part.length === 0)) throw refusal('Something is missing before or after "and".');
  return parts;
}

function readPart(part: readonly Token[], query: RunQuery): void {
  if (!part.some(({ type }) => type === 'equals')) {
    query.texts.push(part.flatMap((token) => ('text' in token ? [token.text] : [])).join(' '));
    return;
  }
  const [name, equals, value, next] = part;
  if (name?.type !== 'word' || !NAME.test(name.text)) throw refusal('The name of a search key stands before each "=".');
  if (equals?.type !== 'equals')
    throw refusal(`After "${name.text}" there has to be "=", or "and" before what follows.`);
  if (value?.type !== 'word' && value?.type !== 'quoted') throw refusal(`The value of "${name.text}" is missing.`);
  if (next) throw refusal(`After the value of "${name.text}" there has to be "and".`);
  query.keys.push({ name: name.text, value: value.text });
}

function refusal(detail: string): AppError {
  return new AppError('REQUEST_INVALID', detail, { pointer: '/q', hint: HINT });
}
