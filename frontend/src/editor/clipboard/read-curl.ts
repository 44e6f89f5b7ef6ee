import type { Graph, GraphNode } from '@eventloom/backend/contract';
import type { Pasted } from './clip';
import { shellWords } from './shell-words';

type Json = GraphNode['params'][string];

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The options that are understood, by their short names; each of those with `:` takes a value. */
const NAMES: Record<string, string> = {
  '-X': 'request:',
  '-H': 'header:',
  '-d': 'data:',
  '-u': 'user:',
  '-A': 'user-agent:',
  '-e': 'referer:',
  '-b': 'cookie:',
  '-m': 'max-time:',
  '-F': 'form:',
  '-o': 'output:',
  '-w': 'write-out:',
  '-x': 'proxy:',
  '-T': 'upload-file:',
  '-c': 'cookie-jar:',
  '-D': 'dump-header:',
  '-E': 'cert:',
  '-G': 'get',
  '-I': 'head',
};
const WITH_VALUE = new Set([
  ...Object.values(NAMES).flatMap((name) => (name.endsWith(':') ? [name.slice(0, -1)] : [])),
  ...['data-raw', 'data-binary', 'data-ascii', 'data-urlencode', 'json', 'url', 'url-query', 'oauth2-bearer'],
  ...['connect-timeout', 'max-redirs', 'retry', 'retry-delay', 'retry-max-time', 'cacert', 'key', 'resolve'],
]);

interface Call {
  method: string | undefined;
  url: string | undefined;
  headers: Record<string, string>;
  query: string[];
  data: string[];
  isJson: boolean;
  isGet: boolean;
  timeoutMs: number | undefined;
  remarks: string[];
}

/** Turns a curl command into a step that makes the same call. */
export function readCurl(command: string): Pasted {
  const words = shellWords(command.replace(/^\$\s+/, ''));
  if (!words) return { refusal: 'That curl command can’t be read: a quote does not end.' };
  const call = callOf(words.slice(1));
  if (call.url === undefined) return { refusal: 'That curl command names no address.' };
  return { part: partOf(call, call.url), remarks: call.remarks };
}

function callOf(words: readonly string[]): Call {
  const call: Call = {
    ...{ method: undefined, url: undefined, timeoutMs: undefined, isJson: false, isGet: false },
    ...{ headers: {}, query: [], data: [], remarks: [] },
  };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    // What follows the command in the shell is none of it.
    if (['|', '>', '&&', ';', '||', '>>', '2>', '&'].includes(word)) break;
    if (!word.startsWith('-') || word === '-') call.url ??= word;
    else for (const [name, value] of optionsOf(word, rest)) take(call, name, value);
  }
  return call;
}

/** `-sXPOST` is `-s -X POST`: short options may stand together, and a value right behind its option. */
function optionsOf(word: string, rest: string[]): [string, string][] {
  if (word.startsWith('--')) {
    const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    return [[name, value ?? (WITH_VALUE.has(name) ? (rest.shift() ?? '') : '')]];
  }
  const options: [string, string][] = [];
  for (let index = 1; index < word.length; index += 1) {
    const name = NAMES[`-${word[index]}`] ?? '';
    if (!name.endsWith(':')) options.push([name, '']);
    else return [...options, [name.slice(0, -1), word.slice(index + 1) || (rest.shift() ?? '')]];
  }
  return options;
}

function take(call: Call, name: string, value: string): void {
  switch (name) {
    case 'request':
      call.method = value.toUpperCase();
      return;
    case 'url':
      call.url ??= value;
      return;
    case 'header':
      takeHeader(call, value);
      return;
    case 'user':
      call.headers['authorization'] = `Basic ${base64(value.includes(':') ? value : `${value}:`)}`;
      return;
    case 'oauth2-bearer':
      call.headers['authorization'] = `Bearer ${value}`;
      return;
    case 'user-agent':
    case 'referer':
    case 'cookie':
      call.headers[name] = value;
      return;
    case 'json':
      call.isJson = true;
      takeData(call, value);
      return;
    case 'data':
    case 'data-raw':
    case 'data-binary':
    case 'data-ascii':
      takeData(call, value, name === 'data-raw');
      return;
    case 'data-urlencode':
      call.data.push(encoded(value));
      return;
    case 'url-query':
      call.query.push(encoded(value));
      return;
    case 'get':
      call.isGet = true;
      return;
    case 'head':
      call.method ??= 'HEAD';
      return;
    case 'max-time':
      call.timeoutMs = Math.round(Number(value) * 1000) || undefined;
      return;
    case 'form':
    case 'upload-file':
      call.method ??= name === 'form' ? 'POST' : 'PUT';
      remark(call, 'Forms and files (-F, -T) can’t be sent; they were left out.');
      return;
    case 'proxy':
      remark(call, 'Its proxy was left out.');
  }
}

function takeHeader(call: Call, line: string): void {
  const [, name, value] = /^([^:;]+)[:;]\s*(.*)$/s.exec(line) ?? [];
  if (name !== undefined && value !== undefined) call.headers[name.trim().toLowerCase()] = value.trim();
}

function takeData(call: Call, value: string, isRaw = false): void {
  if (value.startsWith('@') && !isRaw) remark(call, `What is in the file ${value.slice(1)} was left out.`);
  else call.data.push(value);
}

function remark(call: Call, text: string): void {
  if (!call.remarks.includes(text)) call.remarks.push(text);
}

/** `name=some text`, of which only what follows the first `=` is to be encoded. */
function encoded(value: string): string {
  const [, name = '', text = value] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  return name === '' ? encodeURIComponent(text) : `${name}=${encodeURIComponent(text)}`;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function partOf(call: Call, address: string): Graph {
  const hasBody = call.data.length > 0 && !call.isGet;
  const [base = '', search = ''] = withScheme(address)
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s);
  const parts = [search, ...call.query, ...(call.isGet ? call.data : [])].filter((part) => part !== '');
  const query = queryOf(parts);
  const method = call.method ?? (hasBody ? 'POST' : 'GET');
  if (!METHODS.includes(method)) remark(call, `The method ${method} is not known.`);
  const headers = { ...(call.isJson && { accept: 'application/json' }), ...call.headers };
  const body = hasBody ? bodyOf(call, headers) : undefined;
  const params: GraphNode['params'] = {
    method,
    url: query || parts.length === 0 ? base : `${base}?${parts.join('&')}`,
    ...(query !== undefined && { query }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(body !== undefined && { body }),
    ...(call.timeoutMs !== undefined && { timeoutMs: call.timeoutMs }),
  };
  // The number gives way to a fresh one, which is none as long as there is no other.
  return { nodes: [{ id: 'httpRequest1', type: 'http-request', params, position: { x: 0, y: 0 } }], edges: [] };
}

function withScheme(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
}

/** The query as names and values; `undefined` if a name comes twice, which only the address itself can hold. */
function queryOf(parts: readonly string[]): Record<string, string> | undefined {
  const pairs = [...new URLSearchParams(parts.join('&'))];
  const query = Object.fromEntries(pairs);
  return pairs.length > 0 && Object.keys(query).length === pairs.length ? query : undefined;
}

/** JSON becomes a value, so that it can be edited as one; its content type then goes without saying. */
function bodyOf(call: Call, headers: Record<string, string>): Json {
  const text = call.data.join(call.isJson ? '' : '&');
  const type = headers['content-type'] ?? (call.isJson ? 'application/json' : 'application/x-www-form-urlencoded');
  const value = /json/i.test(type) ? parse(text) : undefined;
  if (value === undefined || typeof value === 'string') {
    headers['content-type'] = type;
    return text;
  }
  if (/^application\/json$/i.test(type)) delete headers['content-type'];
  return value;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
