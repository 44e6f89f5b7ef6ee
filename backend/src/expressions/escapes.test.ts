import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { ExpressionError } from './expression-error.js';
import type { Scope } from './scope.js';

const scope: Scope = {
  trigger: JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"name":"mine"},"toString":"text","valueOf":1,"then":"x","list":[1,2],"key":"constructor"}',
  ) as unknown,
  event: {},
  steps: {},
  input: [1, 2, 3],
  vars: {},
  workflow: { id: 'w', name: 'W' },
  run: { id: 'r', attempt: 1 },
  now: new Date(0),
};

/** What may come out: data, or an error of ours. Anything else would be a way out. */
function outcome(expression: string): unknown {
  try {
    return compileTemplate(`{{ ${expression} }}`).evaluate(scope);
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
}

/** Payloads published for n8n (CVE-2025-68613, 2025-25049, 2026-27577), vm2, Langflow, Jexl and AngularJS, in this syntax. */
const REFUSED = [
  // The constructor of a function compiles code.
  '(function(){ return this.process.mainModule.require("child_process").execSync("id").toString() })()',
  '(() => { return process })()',
  '"".constructor.constructor("return process")()',
  '[].constructor.constructor("return globalThis")()',
  '(() => 1).constructor("return process")()',
  '(x => x).constructor',
  'trigger.list.map.constructor("return this")()',
  '[].filter.constructor("return process.env")()',
  '[]["filter"]["constructor"]("return process")()',
  '[]["fil" + "ter"]["const" + "ructor"]("return process")()',
  'trigger["con" + "structor"]["con" + "structor"]("return 1")()',
  'Object.constructor("return process")()',
  'Object.getPrototypeOf(now).constructor',
  'Object.getOwnPropertyDescriptor(trigger, "x")',
  'Object.defineProperty({}, "x", { get: () => 1 })',
  'Object.setPrototypeOf({}, null)',
  'Object.assign({}, {})',
  'Object["keys"]["constructor"]("return 1")()',
  'Reflect.construct(Function, ["return process"])()',
  'Reflect.get(trigger, "x")',
  'new Function("return process")()',
  'new Proxy({}, {})',
  'new (class {})()',
  'Function("return process")()',
  'eval("process")',
  'import("node:fs")',
  'import.meta.url',
  'require("fs")',
  'process.env',
  'globalThis',
  'global.process',
  'window',
  'this',
  'this.constructor',
  'self',
  'arguments',
  'new.target',
  'super.x',
  'await trigger',
  'yield',
  // Functions that are called by the engine rather than by name.
  '({ get x() { return 1 } }).x',
  '({ set x(v) {} })',
  '({ toString() { return "x" } }) + ""',
  '({ toString: () => "x" }) + ""',
  '({ valueOf: (x => x) }) * 1',
  '({ [Symbol.toPrimitive]: () => 1 }) + ""',
  'Symbol.iterator',
  '[][Symbol.iterator]',
  '`${x => x}`',
  '[x => x]',
  '({ f: x => x }).f(1)',
  '"a".replace("a", x => x)',
  '"a".replace(/a/, (m) => m.constructor)',
  'JSON.stringify({}, (k, v) => v)',
  'JSON.parse("{}", (k, v) => this)',
  'Array.from({ length: 3 }, () => 1)',
  'Array(1e9)',
  'Array.prototype.map',
  'Array.isArray.constructor',
  // Tagged templates call too.
  'trigger.list.map`x`',
  '(x => x)`y`',
  'String.raw`x`',
  // Prototypes.
  '({ __proto__: { polluted: 1 } })',
  '({ "__proto__": { polluted: 1 } })',
  '({ ["__proto__"]: { polluted: 1 } })',
  '({ ["__pro" + "to__"]: { polluted: 1 } })',
  '({}).__proto__.polluted = 1',
  'trigger.__defineGetter__("x", () => 1)',
  'trigger.hasOwnProperty("x")',
  // Everything that writes.
  'trigger.list.push(4)',
  'trigger.list.splice(0)',
  'trigger.list.fill(0)',
  'trigger.x = 1',
  'trigger.x++',
  'delete trigger.x',
  'now.setFullYear(1)',
  '[trigger.x] = [1]',
  '(trigger.list).length = 0',
  '[1].map((x = (trigger.y = 1)) => x)',
  // Things that are called under another name.
  '[1].map.call([1], (x) => x)',
  '[1].map.apply([1])',
  '[1].map.bind(1)',
  '(0, [].map)((x) => x)',
  '["constructor"].map((k) => ""[k][k]("return process")())',
  '[1].reduce((f) => f(f), (f) => f)',
  '((f) => f(f))((f) => f(f))',
  '[(f) => f].map((f) => f(f))',
  '[1].map((x) => { while (true); })',
  '[1].map(async (x) => x)',
  '[1].map(function* () {})',
  '[1].sort(Math.max)',
  '[1].map(Function)',
  '[1].map(eval)',
  'trigger["list"]["map"]((x) => x)["constructor"]("x")',
  // The grammar's corners.
  'void 0',
  '1, process',
  'trigger instanceof Object',
  '#x in trigger',
  '10n ** 10n',
  '/(a+)+$/.test("aaaa!")',
  'class {}',
  'a => a',
  'trigger?.list?.map`x`',
  '<!-- x',
  '1; process',
  'debugger',
  'if (1) 1',
  'var x = 1',
];

/** Reads that find nothing, because only own properties are there. */
const NOTHING = [
  '"".constructor',
  '(5).constructor',
  '[].constructor',
  'now.constructor',
  'input.map',
  'input.__proto__',
  'input["const" + "ructor"]',
  '"x"["__proto__"]',
  '"x".toUpperCase',
  'true.constructor',
  'event.constructor',
  'event.__proto__',
  'event["__proto__"]',
  'event[["__proto__"]]',
  'event[{ toString: 1 }]',
  'event.toString',
  'event.__defineGetter__',
  'steps.constructor',
  'vars[trigger.key]',
  'now.getTime',
  'input[trigger.key]',
  '({}).constructor',
  '({}).__proto__',
  'Object.keys({}).constructor',
  'input[-1]',
  '"abc"[-1]',
  '"abc"["1e0"]',
];

describe('escapes', () => {
  it.each(REFUSED)('%s is refused', (expression) => {
    expect(outcome(expression)).toMatch(/^EXPR_/);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(scope.now.getTime()).toBe(0);
    expect(scope.input).toEqual([1, 2, 3]);
  });

  it.each(NOTHING)('%s is undefined', (expression) => {
    expect(outcome(expression)).toBeUndefined();
  });

  it('reads what data calls by the names of inherited things as data', () => {
    expect(outcome('trigger.constructor.name')).toBe('mine');
    expect(outcome('trigger.__proto__.polluted')).toBe(1);
    expect(outcome('trigger.toString')).toBe('text');
    expect(outcome('trigger + ""')).toContain('"toString":"text"');
    expect(outcome('trigger * 1')).toBeNaN();
    expect(outcome('trigger == "x"')).toBe(false);
    expect(outcome('[trigger].join()')).toContain('"valueOf":1');
  });

  it('copies a key __proto__ of data without touching any prototype', () => {
    const copies = [
      '({ ...trigger })',
      'Object.fromEntries(Object.entries(trigger))',
      'JSON.parse(JSON.stringify(trigger))',
    ];
    for (const copy of copies) {
      const made = outcome(copy) as object;
      expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
      expect(Object.hasOwn(made, '__proto__')).toBe(true);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('gives nothing out that is a function', () => {
    for (const expression of [
      'input.map',
      'Number',
      'Math',
      'Math.max',
      'JSON',
      'Object.keys',
      '[Number]',
      '({ Number })',
    ])
      expect(typeof outcome(expression)).not.toBe('function');
  });
});
