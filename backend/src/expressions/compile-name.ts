import type { Identifier } from 'acorn';
import type { CompileContext } from './compile-context.js';
import type { Code } from './evaluation.js';
import { FUNCTIONS, NAMESPACES } from './methods/helpers.js';
import { SCOPE_NAMES, type Scope, type ScopeName } from './scope.js';

const CONSTANTS: ReadonlyMap<string, number | undefined> = new Map([
  ['undefined', undefined],
  ['NaN', NaN],
  ['Infinity', Infinity],
]);

/** One reader each: a property read by a fixed name is several times faster than one by a variable. */
const READERS: Record<ScopeName, (scope: Scope) => unknown> = {
  trigger: (scope) => scope.trigger,
  event: (scope) => scope.event,
  steps: (scope) => scope.steps,
  input: (scope) => scope.input,
  item: (scope) => scope.item,
  index: (scope) => scope.index,
  candidate: (scope) => scope.candidate,
  vars: (scope) => scope.vars,
  workflow: (scope) => scope.workflow,
  run: (scope) => scope.run,
  now: (scope) => scope.now,
};

/** Reads a name of the scope, and notes that the expression does. */
export function scopeReader(name: string, context: CompileContext): ((scope: Scope) => unknown) | undefined {
  if (!Object.hasOwn(READERS, name)) return undefined;
  context.scopeNames.add(name as ScopeName);
  return READERS[name as ScopeName];
}

/** A name: a parameter of an arrow function, a name of the scope or a constant. */
export function compileName(node: Identifier, context: CompileContext): Code {
  const { name } = node;
  const slot = context.findLocal(name);
  if (slot !== undefined) return (evaluation) => evaluation.locals[slot];
  const read = scopeReader(name, context);
  if (read) return (evaluation) => read(evaluation.scope);
  if (CONSTANTS.has(name)) {
    const value = CONSTANTS.get(name);
    return () => value;
  }
  if (FUNCTIONS.has(name) || NAMESPACES.has(name))
    return context.refuse(`${name} has to be called or given to a method, it is no value.`, node);
  throw context.error('EXPR_UNKNOWN_NAME', `There is no "${name}" here. Known names: ${SCOPE_NAMES.join(', ')}.`, node);
}
