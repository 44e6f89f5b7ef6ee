import type { Conditions } from '../contract/index.js';
import { evaluateConditions } from '../expressions/conditions.js';
import { compileTemplate, type CompiledTemplate } from '../expressions/compile-template.js';
import type { Scope } from '../expressions/scope.js';
import { bindLimits, type BoundLimits, type FlowLimits } from './flow-limits.js';
import { bindOrdering, type BoundOrdering, type Ordering } from './ordering/ordering.js';
import { compilePattern, type TopicMatcher } from './topic-pattern.js';

/** A trigger that listens: which version of which workflow begins where, and for which events. */
export interface SubscriptionSpec {
  workflowId: string;
  versionId: string;
  nodeId: string;
  nodeType: string;
  pattern: string;
  source: string | null;
  filter: Conditions | null;
  route: string | null;
  params: Record<string, unknown>;
  /** What limits the runs of the workflow, if anything does. */
  limits: FlowLimits | null;
  /** Under which key its events are worked off in order, if under any. */
  ordering: Ordering | null;
}

/** The same, ready to be asked about an event. */
export interface BoundSubscription extends SubscriptionSpec {
  isAbout: TopicMatcher;
  compiledFilter: CompiledTemplate | undefined;
  boundLimits: BoundLimits | undefined;
  boundOrdering: BoundOrdering | undefined;
}

export function bindSubscription(spec: SubscriptionSpec): BoundSubscription {
  return {
    ...spec,
    isAbout: compilePattern(spec.pattern),
    compiledFilter: spec.filter ? compileTemplate(spec.filter) : undefined,
    boundLimits: spec.limits ? bindLimits(spec.limits) : undefined,
    boundOrdering: spec.ordering ? bindOrdering(spec.ordering) : undefined,
  };
}

/** The part of an event that a subscription looks at. */
export interface Envelope {
  specversion: '1.0';
  id: string;
  type: string;
  source: string;
  subject: string | null;
  time: string;
  datacontenttype: string;
  data: unknown;
  /** Extensions, such as `correlationid`. */
  [attribute: string]: unknown;
}

/** Why a subscription that is about an event does not want it, or undefined if it does. */
export function refusalReason(subscription: BoundSubscription, envelope: Envelope): string | undefined {
  if (!subscription.compiledFilter) return undefined;
  try {
    const { holds, refusedBy } = evaluateConditions(
      subscription.compiledFilter.evaluate(eventScope(subscription.workflowId, envelope)) as Conditions,
    );
    return holds ? undefined : `the filter was not met: ${refusedBy ?? 'no clause held'}`;
  } catch (error) {
    return `the filter could not be evaluated: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The names that expressions see before there is a run. */
export function eventScope(workflowId: string, envelope: Envelope): Scope {
  return {
    trigger: envelope.data,
    event: envelope,
    steps: {},
    input: envelope.data,
    vars: {},
    workflow: { id: workflowId, name: '' },
    run: { id: '', attempt: 1 },
    now: new Date(envelope.time),
  };
}
