/** A place where an expression or code reads a name of its scope. */
export interface NameUse {
  name: string;
  /** Of `steps` and `input`, the step that is read; absent where it is not written out. */
  step?: string;
  start: number;
  end: number;
  /** Whether it stands for both the key and the value of an object: `{ item }`. */
  isShorthand: boolean;
}

const SCOPE = new Set(['trigger', 'event', 'steps', 'input', 'item', 'index', 'vars']);

interface Token {
  text: string;
  start: number;
  isName: boolean;
  /** The bracket that it stands in. */
  within: string;
}

const SKIPPED = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)/y;
const NAME = /[a-zA-Z_$][\w$]*/y;
const OTHER = /'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|\d[\w.]*|\?\.(?!\d)|=>|\.\.\.|[^]/y;
const TEXT_OF_TEMPLATE = /(?:\\[^]|\$(?!\{)|[^`\\$])*/y;
const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/** The uses of scope names in a source of JavaScript. What the source itself declares by such a name is none. */
export function namesIn(source: string): NameUse[] {
  const tokens = tokensOf(source).tokens;
  const declared = declaredIn(tokens);
  return tokens.flatMap((token, index): NameUse[] => {
    const before = tokens[index - 1]?.text ?? '';
    const after = tokens[index + 1]?.text ?? '';
    if (!token.isName || !SCOPE.has(token.text) || declared.has(token.text)) return [];
    if (before === '.' || before === '?.') return [];
    const isFirst = token.within === '{' && (before === '{' || before === ',');
    if (isFirst && after === ':') return [];
    const isShorthand = isFirst && (after === ',' || after === '}');
    const end = token.start + token.text.length;
    const member = token.text === 'steps' || token.text === 'input' ? memberAfter(tokens, index) : undefined;
    return [{ name: token.text, start: token.start, end, isShorthand, ...member }];
  });
}

/** The step in `steps.a`, `steps?.a` and `steps['a']`. */
function memberAfter(tokens: readonly Token[], index: number): { step: string; end: number } | undefined {
  const next = tokens[index + 1];
  const [key, close] = next?.text === '?.' && tokens[index + 2]?.text === '[' ? [3, 4] : [2, 3];
  const member = tokens[index + key];
  if ((next?.text === '.' || next?.text === '?.') && key === 2 && member?.isName)
    return { step: member.text, end: member.start + member.text.length };
  const isIndexed = next?.text === '[' || key === 3;
  const text = /^(['"])(\w+)\1$/.exec(member?.text ?? '')?.[2];
  const closing = tokens[index + close];
  return isIndexed && text !== undefined && closing?.text === ']' ? { step: text, end: closing.start + 1 } : undefined;
}

/** The names that functions, variables and parameters take, whatever part of the source they hold for. */
function declaredIn(tokens: readonly Token[]): Set<string> {
  const declared = new Set<string>();
  const take = (from: number, to: number): void => {
    for (const { text, isName } of tokens.slice(from, to)) if (isName) declared.add(text);
  };
  tokens.forEach(({ text }, index) => {
    if (text === '=>') take(startOfParameters(tokens, index), index);
    if (['const', 'let', 'var', 'function', 'catch'].includes(text))
      take(
        index + 1,
        tokens.findIndex((each, at) => at > index && ['=', 'of', 'in', ';', '{'].includes(each.text) && at > index + 1),
      );
  });
  return declared;
}

/** Where the parameters before an arrow begin: a single name, or all that is in the parentheses. */
function startOfParameters(tokens: readonly Token[], arrow: number): number {
  if (tokens[arrow - 1]?.text !== ')') return arrow - 1;
  let depth = 0;
  for (let index = arrow - 1; index >= 0; index -= 1) {
    if (tokens[index]?.text === ')') depth += 1;
    if (tokens[index]?.text === '(') depth -= 1;
    if (depth === 0) return index;
  }
  return 0;
}

/** The tokens of a source from a place on, up to the `}}` that ends an expression if it is in a text. */
function tokensOf(source: string, from = 0, isInText = false): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  const open: string[] = [];
  let at = from;
  const read = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0] ?? '';
    at += text.length;
    return text;
  };
  while (at < source.length) {
    // Within a template only its own text and `${` matter.
    if (open.at(-1) === '`') {
      read(TEXT_OF_TEMPLATE);
      if (source.startsWith('${', at)) open.push('{');
      else open.pop();
      at += source.startsWith('${', at) ? 2 : 1;
      continue;
    }
    if (read(SKIPPED) !== '') continue;
    if (isInText && open.length === 0 && source.startsWith('}}', at)) return { tokens, end: at + 2 };
    const start = at;
    const name = read(NAME);
    const text = name || read(OTHER);
    if (text === '`' || text in PAIRS) open.push(text);
    else if (text === PAIRS[open.at(-1) ?? '']) open.pop();
    const within = text in PAIRS ? (open.at(-2) ?? '') : (open.at(-1) ?? '');
    tokens.push({ text, start, isName: name !== '', within });
  }
  return { tokens, end: at };
}

/** Rewrites the names that the expressions of a text read; `undefined` leaves one as it is. */
export function rewriteExpressions(text: string, rewrite: (use: NameUse) => string | undefined): string {
  let result = '';
  let at = 0;
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', at)) {
    const { end } = tokensOf(text, start + 2, true);
    result += text.slice(at, start) + rewriteSource(text.slice(start, end), rewrite, 2);
    at = end;
  }
  return result + text.slice(at);
}

/** The same for a source that is code as a whole; `from` is where it begins. */
export function rewriteSource(source: string, rewrite: (use: NameUse) => string | undefined, from = 0): string {
  let result = source.slice(0, from);
  const code = source.slice(from);
  let at = 0;
  for (const use of namesIn(code)) {
    const text = rewrite(use);
    if (text === undefined) continue;
    result += code.slice(at, use.start) + (use.isShorthand ? `${use.name}: ${text}` : text);
    at = use.end;
  }
  return result + code.slice(at);
}
