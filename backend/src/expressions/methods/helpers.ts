import { dateText, toNumber } from '../values.js';
import { type Call, type Method, plainMethods } from './call.js';
import { OBJECT_HELPERS } from './object-helpers.js';
import { STANDARD_FUNCTIONS } from './standard-functions.js';

/** What can be called by its bare name; each of these can be given to a method as a function too: `map(Number)`. */
export const FUNCTIONS: ReadonlyMap<string, Method<undefined>> = new Map([
  ...STANDARD_FUNCTIONS,
  ...plainMethods<undefined>({
    Boolean: ({ args }) => Boolean(args[0]),
    Date: toDate,
    Number: (call) => (call.args.length === 0 ? 0 : call.number(0)),
    String: (call) => (call.args.length === 0 ? '' : call.text(0)),
    decodeURIComponent: (call) => {
      call.evaluation.reserveText(call.text(0).length);
      return decodeURIComponent(call.text(0));
    },
    decodeURI: (call) => {
      call.evaluation.reserveText(call.text(0).length);
      return decodeURI(call.text(0));
    },
    encodeURI: (call) => {
      call.evaluation.reserveText(call.text(0).length * 3);
      return encodeURI(call.text(0));
    },
    encodeURIComponent: (call) => {
      call.evaluation.reserveText(call.text(0).length * 3);
      return encodeURIComponent(call.text(0));
    },
    isFinite: (call) => Number.isFinite(call.number(0)),
    isNaN: (call) => Number.isNaN(call.number(0)),
    parseFloat: (call) => Number.parseFloat(readNumber(call)),
    parseInt: (call) => Number.parseInt(readNumber(call), call.optionalNumber(1)),
  }),
]);

/** What can be called as a member of a name: `Math.max(a, b)`. */
export const HELPERS: ReadonlyMap<string, Method<undefined>> = new Map([
  ...mathHelpers(),
  ...OBJECT_HELPERS,
  ...plainMethods<undefined>({
    'Array.isArray': ({ args }) => Array.isArray(args[0]),
    'Date.UTC': (call) => Date.UTC(...(call.args.map((_, index) => call.number(index)).slice(0, 7) as [number])),
    'Date.now': ({ evaluation }) => evaluation.scope.now.getTime(),
    'Date.parse': (call) => Date.parse(call.text(0)),
    'JSON.parse': (call) => {
      call.evaluation.reserveText(call.text(0).length);
      return JSON.parse(call.text(0)) as unknown;
    },
    'JSON.stringify': stringify,
    'Number.isFinite': ({ args }) => Number.isFinite(args[0]),
    'Number.isInteger': ({ args }) => Number.isInteger(args[0]),
    'Number.isNaN': ({ args }) => Number.isNaN(args[0]),
    'Number.isSafeInteger': ({ args }) => Number.isSafeInteger(args[0]),
    'Number.parseFloat': (call) => Number.parseFloat(readNumber(call)),
    'Number.parseInt': (call) => Number.parseInt(readNumber(call), call.optionalNumber(1)),
    'String.fromCharCode': (call) => call.args.map((_, index) => String.fromCharCode(call.number(index))).join(''),
    'String.fromCodePoint': (call) => call.args.map((_, index) => String.fromCodePoint(call.number(index))).join(''),
  }),
]);

const NUMBER_CONSTANTS = [
  'EPSILON',
  'MAX_SAFE_INTEGER',
  'MAX_VALUE',
  'MIN_SAFE_INTEGER',
  'MIN_VALUE',
  'NEGATIVE_INFINITY',
  'NaN',
  'POSITIVE_INFINITY',
] as const;

export const CONSTANTS_OF: ReadonlyMap<string, number> = new Map([
  ...(['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const).map(
    (name) => [`Math.${name}`, Math[name]] as const,
  ),
  ...NUMBER_CONSTANTS.map((name) => [`Number.${name}`, Number[name]] as const),
]);

/** The names before the dot. */
export const NAMESPACES: ReadonlySet<string> = new Set(
  [...HELPERS.keys(), ...CONSTANTS_OF.keys()].map((name) => name.slice(0, name.indexOf('.'))),
);

function mathHelpers(): [string, Method<undefined>][] {
  const names = [
    'abs',
    'acos',
    'acosh',
    'asin',
    'asinh',
    'atan',
    'atan2',
    'atanh',
    'cbrt',
    'ceil',
    'clz32',
    'cos',
    'cosh',
    'exp',
    'expm1',
    'floor',
    'fround',
    'imul',
    'log',
    'log10',
    'log1p',
    'log2',
  ] as const;
  const more = ['pow', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc'] as const;
  const fixed = [...names, ...more].map((name): [string, Method<undefined>] => {
    const compute: (first: number, second: number) => number = Math[name];
    return [`Math.${name}`, { run: (call) => compute(call.number(0), call.number(1)) }];
  });
  return [
    ...fixed,
    ...plainMethods<undefined>({
      'Math.hypot': ({ args, evaluation }) =>
        Math.sqrt(args.reduce<number>((sum, each) => sum + toNumber(each, evaluation) ** 2, 0)),
      'Math.max': (call) => extreme(call, -Infinity, Math.max),
      'Math.min': (call) => extreme(call, Infinity, Math.min),
      'Math.random': () => Math.random(),
    }),
  ];
}

/** One by one: as many arguments at once as a list may have items would overflow the stack. */
function extreme(
  { args, evaluation }: Call<undefined>,
  start: number,
  choose: (a: number, b: number) => number,
): number {
  evaluation.spend(args.length);
  return args.reduce<number>((best, each) => choose(best, toNumber(each, evaluation)), start);
}

/** `Date(text)` and `Date(milliseconds)` make a date, `Date()` is now: there is no `new`. */
function toDate(call: Call<undefined>): Date {
  if (!call.has(0)) return new Date(call.evaluation.scope.now);
  const [value] = call.args;
  return new Date(typeof value === 'string' ? call.text(0) : call.number(0));
}

/** The part of a text that may be a number. */
function readNumber(call: Call<undefined>): string {
  const text = call.text(0);
  call.evaluation.spendText(text);
  return text;
}

function stringify(call: Call<undefined>): string | undefined {
  const { args, evaluation } = call;
  const indent = typeof args[2] === 'string' ? args[2].slice(0, 10) : Math.min(call.optionalNumber(2) ?? 0, 10);
  evaluation.measure(args[0], typeof indent === 'string' ? indent.length : indent);
  if (args[0] instanceof Date) return JSON.stringify(dateText(args[0]));
  const json = JSON.stringify(args[0], undefined, indent) as string | undefined;
  evaluation.reserveText(json?.length ?? 0);
  return json;
}
