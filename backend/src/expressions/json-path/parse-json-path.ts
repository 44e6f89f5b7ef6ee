import type { Query, Segment, Selector } from './json-path.js';
import { FilterParser } from './parse-filter.js';
import { PathText } from './path-text.js';

const MAX_PATH = 1_000;
const NAME = /[A-Za-z_\u0080-\u{10FFFF}][\w\u0080-\u{10FFFF}]*/uy;
const WHOLE_NUMBER = /0|-?[1-9]\d{0,14}/y;

/**
 * Reads a JSONPath of RFC 9535.
 *
 * @throws TypeError that says what is wrong, and where
 */
export function parseJsonPath(text: string): Query {
  if (text.length > MAX_PATH) throw new TypeError(`A JSONPath has at most ${MAX_PATH} characters.`);
  const path = new PathText(text.trim());
  path.expect('$');
  const query: Query = { root: '$', segments: parseSegments(path, 0) };
  if (!path.isAtEnd) path.fail('a dot or a bracket was expected');
  return query;
}

/** @param depth how many filters this one stands in */
function parseSegments(path: PathText, depth: number): Segment[] {
  const segments: Segment[] = [];
  for (let segment = parseSegment(path, depth); segment; segment = parseSegment(path, depth)) segments.push(segment);
  return segments;
}

function parseSegment(path: PathText, depth: number): Segment | undefined {
  if (path.take('..')) {
    const selectors = path.isAt('[') ? parseBracket(path, depth) : [parseDotted(path)];
    return { isDescendant: true, selectors };
  }
  if (path.take('.')) return { isDescendant: false, selectors: [parseDotted(path)] };
  return path.isAt('[') ? { isDescendant: false, selectors: parseBracket(path, depth) } : undefined;
}

function parseDotted(path: PathText): Selector {
  if (path.take('*')) return { type: 'wildcard' };
  const name = path.takeMatch(NAME);
  return name === undefined ? path.fail('a name or * was expected') : { type: 'name', name };
}

function parseBracket(path: PathText, depth: number): Selector[] {
  path.expect('[');
  const selectors: Selector[] = [];
  do {
    path.skipSpace();
    selectors.push(parseSelector(path, depth));
    path.skipSpace();
  } while (path.take(','));
  path.expect(']');
  return selectors;
}

function parseSelector(path: PathText, depth: number): Selector {
  if (path.take('*')) return { type: 'wildcard' };
  if (path.take('?')) {
    path.skipSpace();
    return { type: 'filter', test: new FilterParser(path, parseSegments, depth + 1).parse() };
  }
  const name = path.takeQuoted();
  if (name !== undefined) return { type: 'name', name };
  const start = takeWhole(path);
  path.skipSpace();
  if (path.take(':')) return parseSlice(path, start);
  return start === undefined
    ? path.fail('a name in quotes, a number, * or ? was expected')
    : { type: 'index', index: start };
}

function parseSlice(path: PathText, start: number | undefined): Selector {
  path.skipSpace();
  const end = takeWhole(path);
  path.skipSpace();
  let step: number | undefined;
  if (path.take(':')) {
    path.skipSpace();
    step = takeWhole(path);
  }
  return { type: 'slice', start, end, step: step ?? 1 };
}

function takeWhole(path: PathText): number | undefined {
  const digits = path.takeMatch(WHOLE_NUMBER);
  return digits === undefined ? undefined : Number(digits);
}
