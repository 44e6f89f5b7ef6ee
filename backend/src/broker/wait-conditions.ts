import type { Condition, Conditions } from '../contract/index.js';
import { compileTemplate } from '../expressions/compile-template.js';
import { evaluateConditions } from '../expressions/conditions.js';
import type { Scope } from '../expressions/scope.js';
import type { Envelope } from './bound-subscription.js';

/** One side of a clause: a value, or an expression that looks at the candidate. What data holds is never an expression. */
type Side = { value: unknown } | { template: unknown };

interface Clause {
  left: Side;
  operator: Condition['operator'];
  right: Side;
}

/** Conditions on events that are still to come, with all that they need of the run that waits. */
export interface WaitConditions {
  every: boolean;
  clauses: Clause[];
  /** The names that the expressions left over read, besides the candidate. */
  scope: Record<string, unknown>;
}

/**
 * Evaluates what does not look at the candidate, once and for all, and keeps the rest together with what it reads.
 *
 * @throws ExpressionError if an expression fails
 */
export function prepareConditions(conditions: Conditions, scope: Scope): WaitConditions {
  const names = new Set<string>();
  const prepare = (side: unknown): Side => {
    const compiled = compileTemplate(side);
    if (!compiled.names.includes('candidate')) return { value: compiled.evaluate(scope) };
    for (const name of compiled.names) if (name !== 'candidate') names.add(name);
    return { template: side };
  };
  const every = 'all' in conditions;
  const clauses = (every ? conditions.all : conditions.any).map(({ left, operator, right }) => ({
    left: prepare(left),
    operator,
    right: prepare(right),
  }));
  const known: Record<string, unknown> = { ...scope };
  return { every, clauses, scope: Object.fromEntries([...names].map((name) => [name, known[name] ?? null])) };
}

/** Tells whether an event is the one that is waited for. */
export type Judge = (candidate: Envelope) => boolean;

/** Conditions ready to be asked often. One that cannot be judged does not hold: the next event may fit better. */
export function compileWait({ every, clauses, scope }: WaitConditions): Judge {
  const compiled = clauses.map(({ left, operator, right }) => ({
    left: compile(left),
    operator,
    right: compile(right),
  }));
  const known = { ...scope, now: new Date() } as unknown as Scope;
  return (candidate) => {
    const inScope = { ...known, candidate };
    try {
      const judged = compiled.map(({ left, operator, right }) => ({
        left: left(inScope),
        operator,
        right: right(inScope),
      }));
      return evaluateConditions((every ? { all: judged } : { any: judged }) as Conditions).holds;
    } catch {
      return false;
    }
  };
}

function compile(side: Side): (scope: Scope) => unknown {
  return 'value' in side ? () => side.value : compileTemplate(side.template).evaluate;
}
