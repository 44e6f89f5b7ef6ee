import type { HelpEntry } from './help-entry.js';

export const OBJECT_HELP: readonly HelpEntry[] = [
  [
    'pick(object, ...names)',
    'A copy with these fields only.',
    'pick({ id: 1, name: "x", secret: "y" }, "id", "name")',
    '{"id":1,"name":"x"}',
  ],
  ['omit(object, ...names)', 'A copy without these fields.', 'omit({ id: 1, secret: "y" }, "secret")', '{"id":1}'],
  [
    'jsonPath(value, path)',
    'The values that a JSONPath (RFC 9535) finds, as a list.',
    'jsonPath({ items: [{ n: 1 }, { n: 5 }] }, "$.items[?@.n > 2].n")',
    '[5]',
  ],
  ['Object.keys(object)', 'The names of the fields.', 'Object.keys({ a: 1, b: 2 })', '["a","b"]'],
  ['Object.values(object)', 'The values of the fields.', 'Object.values({ a: 1, b: 2 })', '[1,2]'],
  ['Object.entries(object)', 'The fields as lists of name and value.', 'Object.entries({ a: 1 })', '[["a",1]]'],
  ['Object.fromEntries(list)', 'An object of such lists.', 'Object.fromEntries([["a", 1], ["b", 2]])', '{"a":1,"b":2}'],
  ['Object.hasOwn(object, name)', 'Whether an object has a field.', 'Object.hasOwn({ a: null }, "a")', 'true'],
  ['Array.isArray(value)', 'Whether a value is a list.', 'Array.isArray([1])', 'true'],
  [
    'range(start, end?)',
    'The whole numbers from a start up to an end, which is not among them; from 0 if only an end is given.',
    'range(1, 4)',
    '[1,2,3]',
  ],
  ['JSON.parse(text)', 'The value that a text writes as JSON.', 'JSON.parse("[1, 2]")', '[1,2]'],
  ['JSON.stringify(value, null, indent?)', 'A value written as JSON.', 'JSON.stringify({ a: [1] })', '"{\\"a\\":[1]}"'],
  [
    'Boolean(value)',
    'Whether a value counts as true: not 0, an empty text, null or undefined.',
    '[0, "", "a", null].filter(Boolean)',
    '["a"]',
  ],
  ['boolean.toString()', 'The text true or false.', 'true.toString()', '"true"'],
];

export const ENCODING_HELP: readonly HelpEntry[] = [
  [
    'uuid()',
    'A random UUID. It is a new one at every evaluation: a step that is tried again after a crash gets another. Use run.idempotencyKey for what must stay the same.',
    'uuid().length',
    '36',
  ],
  [
    'sha256(text, encoding?)',
    'The SHA-256 hash; the encoding is "hex", "base64" or "base64url".',
    'sha256("loom", "base64")',
    '"eEot311NYbauFXyoAM6Kt2lLcUHcb2UqJgAyPXBqPYY="',
  ],
  [
    'hmac(text, key, encoding?, hash?)',
    'A keyed hash, as webhooks are signed: "hex", "base64" or "base64url"; "sha256", "sha1" or "sha512".',
    'hmac("body", "key")',
    '"515aae133b435d4000956731f68ae5cf5eb85d4f0dc6a546d2bfcd3595ec1ae1"',
  ],
  ['base64Encode(text)', 'A text in base64, by its UTF-8.', 'base64Encode("grüß")', '"Z3LDvMOf"'],
  ['base64Decode(text)', 'The text that base64 (also the kind for URLs) writes.', 'base64Decode("Z3LDvMOf")', '"grüß"'],
  ['encodeURIComponent(text)', 'A text as a part of a URL.', 'encodeURIComponent("a b&c")', '"a%20b%26c"'],
  ['decodeURIComponent(text)', 'The text that a part of a URL writes.', 'decodeURIComponent("a%20b")', '"a b"'],
  [
    'encodeURI(text)',
    'A whole URL with what it must not hold replaced.',
    'encodeURI("https://x.test/a b?c=ü")',
    '"https://x.test/a%20b?c=%C3%BC"',
  ],
  ['decodeURI(text)', 'The opposite of encodeURI.', 'decodeURI("https://x.test/a%20b")', '"https://x.test/a b"'],
];
