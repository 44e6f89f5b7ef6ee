import type { LoopPlace, Pins } from '../contract/index.js';
import type { BoundSubscription } from './bound-subscription.js';
import type { EventAttributes } from './event-attributes.js';
import type { BoundLimits, FlowPlace } from './flow-limits.js';
import type { BoundOrdering } from './ordering/ordering.js';

/** An event that a producer hands in. */
export interface NewEvent {
  type: string;
  source: string;
  subject?: string | undefined;
  /** ISO 8601; the time of acceptance if absent. */
  time?: string | undefined;
  /** The id that the producer gave it. */
  externalId?: string | undefined;
  data: unknown;
  /** The data was read from JSON: to store it and read it again would give the same. */
  isJson?: boolean | undefined;
  attributes?: EventAttributes | undefined;
  /** The same key of the same source is the same event for seven days. */
  key?: string | undefined;
  /** What has to be the same when the key comes again; the data if absent. Headers of a request differ between tries. */
  identity?: unknown;
  /** The run that published it. */
  cause?: { runId: string; nodeId: string; rootId: string; hops: number } | undefined;
  /** The step that waits for the end of the run that `direct` starts. */
  parent?: { runId: string; nodeId: string; iteration: string } | undefined;
  /** The event that is handed out again by this, or mended: where its runs failed and stand in the way, these take their places. */
  repeats?: string | undefined;
  /** A subscription that gets the event whatever its topic: a run by hand. */
  direct?: DirectTarget | undefined;
  /** It goes to `direct` alone, or to nobody but who listens: nothing else hears it. */
  isForOneOnly?: boolean | undefined;
  /** For a draft that is tried out: its own triggers hear the event instead of those of its published version. */
  draft?: { workflowId: string; subscriptions: readonly BoundSubscription[] } | undefined;
  /** What makes the run that `direct` starts a test. */
  test?: TestOrder | undefined;
  /** The workflow whose last output somebody waits for. */
  answerFrom?: string | undefined;
}

/** What a test is to do, and what it is given for it. */
export interface TestOrder {
  /** JSON of a `RunTest`. */
  about: string;
  /** JSON of a `TestData`. */
  data: string;
}

/** What a test is given instead of performing it. */
export interface TestData {
  pins: Pins;
  /** The iteration that a step of a loop is tested in. */
  loop?: LoopPlace | undefined;
}

export interface DirectTarget {
  workflowId: string;
  versionId: string;
  nodeId: string;
  /** Somebody asked for it: it begins although the workflow is paused. */
  evenIfPaused?: boolean | undefined;
  /** What limits the runs of that version; those of the published one's trigger if absent. */
  boundLimits?: BoundLimits | undefined;
  /** What orders its runs, if anything does. */
  boundOrdering?: BoundOrdering | undefined;
}

export interface AcceptedRun {
  id: string;
  workflowId: string;
  nodeId: string;
  /** JSON: why it does not begin; null if nothing is in its way. */
  held: string | null;
  /** Where the limits of its workflow have it wait, if there are any. */
  flow?: FlowPlace | undefined;
}

/** What became of it. */
export interface AcceptedEvent {
  id: string;
  /** It had come before; nothing was stored or started. */
  isDuplicate: boolean;
  runs: AcceptedRun[];
}
