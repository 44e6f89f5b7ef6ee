import type { WorkflowSettings } from '../contract/index.js';
import { compileTemplate, type CompiledTemplate } from '../expressions/compile-template.js';
import type { Scope } from '../expressions/scope.js';
import { keyOf } from './flow-key.js';
import type { Held } from './held.js';

type LimitName = 'concurrency' | 'throttle' | 'debounce' | 'batch';

/** What limits the runs of a workflow, with the variables that its keys may name. */
export type FlowLimits = Pick<WorkflowSettings, LimitName | 'vars'>;

/** The same, with the expressions of its keys compiled. */
export interface BoundLimits {
  limits: FlowLimits;
  keys: Record<LimitName, CompiledTemplate>;
}

/** Where a run stands among those that its workflow limits, when it is accepted. */
export interface FlowPlace {
  /** `order`: the run waits for its turn under an ordering key first, and is limited after that. */
  stage: 'debounce' | 'batch' | 'begin' | 'order';
  gatherKey: string;
  batchSize: number | null;
  concurrencyKey: string;
  concurrencyLimit: number | null;
  throttleKey: string;
  throttleLimit: number | null;
  throttlePeriodMs: number | null;
  /** How long it is gathered; null if it is not. */
  waitMs: number | null;
  held: Held;
}

/**
 * Runs that wait for the same thing. Without `throttle`: all that wait for a key of the concurrency limit; with neither,
 * all of the workflow.
 */
export interface Lane {
  workflowId: string;
  gather?: string;
  concurrency?: string;
  throttle?: string;
}

/** What of a workflow's settings limits its runs; null if nothing does. */
export function limitsOf({ concurrency, throttle, debounce, batch, vars }: WorkflowSettings): FlowLimits | null {
  if (!concurrency && !throttle && !debounce && !batch) return null;
  return {
    ...(concurrency && { concurrency }),
    ...(throttle && { throttle }),
    ...(debounce && { debounce }),
    ...(batch && { batch }),
    ...(vars && { vars }),
  };
}

export function bindLimits(limits: FlowLimits): BoundLimits {
  const compile = (name: LimitName) => compileTemplate(limits[name]?.key ?? '', new Set());
  return {
    limits,
    keys: {
      concurrency: compile('concurrency'),
      throttle: compile('throttle'),
      debounce: compile('debounce'),
      batch: compile('batch'),
    },
  };
}

/**
 * Where a run goes first: it is gathered with others, or waits for its turn. Undefined if nothing limits it.
 *
 * @param gatherAs what is gathered together besides its key, such as one trigger's events; undefined for a run that
 * somebody asked for, which is never gathered
 */
export function placeRun(bound: BoundLimits, event: Scope, gatherAs: string | undefined): FlowPlace | undefined {
  const { concurrency, throttle, debounce, batch } = bound.limits;
  const gather = gatherAs === undefined ? undefined : (batch ?? debounce);
  if (!gather && !concurrency && !throttle) return undefined;
  const scope = { ...event, vars: bound.limits.vars ?? {} };
  const concurrencyKey = keyOf(bound.keys.concurrency, scope);
  const throttleKey = keyOf(bound.keys.throttle, scope);
  const begins: Held = concurrency
    ? { type: 'concurrency', key: concurrencyKey }
    : { type: 'throttle', key: throttleKey };
  const stage = !gather ? 'begin' : batch ? 'batch' : 'debounce';
  const gatherKey = stage === 'begin' ? '' : keyOf(bound.keys[stage], scope);
  return {
    stage,
    gatherKey: stage === 'begin' ? '' : `${gatherAs}:${gatherKey}`,
    batchSize: stage === 'batch' ? (batch?.size ?? null) : null,
    concurrencyKey,
    concurrencyLimit: concurrency?.limit ?? null,
    throttleKey,
    throttleLimit: throttle?.limit ?? null,
    throttlePeriodMs: throttle?.periodMs ?? null,
    waitMs: gather?.waitMs ?? null,
    held: stage === 'begin' ? begins : { type: stage, key: gatherKey },
  };
}

/** The lane that a run stands in, if something is to be decided as it comes; that nothing follows it, only time tells. */
export function laneToDecide(workflowId: string, place: FlowPlace): Lane[] {
  if (place.stage === 'debounce' || place.stage === 'order') return [];
  if (place.stage === 'batch') return [{ workflowId, gather: place.gatherKey }];
  return [{ workflowId, concurrency: place.concurrencyKey, throttle: place.throttleKey }];
}
