import type { z } from 'zod';
import type { Conditions, LogLine, NodeKind, NodeTone, OnDeadLetter, WaitFor } from '../contract/index.js';
import type { CodeOptions } from '../expressions/sandbox/code-sandbox.js';
import type { Scope } from '../expressions/scope.js';

/** What a step leaves behind: its output and, where its type has several, the port that the run goes on by. */
export interface NodeResult {
  output: unknown;
  port?: string;
}

/** A step that is not over yet: it goes on when a time or an answer comes, and nothing is held until then. */
export interface NodeWait {
  waitFor: WaitFor;
  /** When it has waited long enough; milliseconds since the epoch. */
  until?: number;
  /** The port that it leaves by then, with its input. */
  port?: string;
}

/** What a loop repeats its body for. */
export interface NodeLoop {
  items: readonly unknown[];
  /** So many iterations at once. */
  concurrency: number;
}

export type NodeOutcome = NodeResult | NodeWait | NodeLoop;

/** An outbound HTTP call; header names are lower-case in the answer. */
export interface HttpCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a node may ask of the platform; whoever performs a step supplies it. */
export interface NodeServices {
  /** Sends a request past the egress guard; errors carry a `code`, `EGRESS_BLOCKED` for a private address. */
  http(call: HttpCall): Promise<HttpAnswer>;
  /** Publishes an event durably; the same `key` again gives the same id and no second event. */
  publish(event: { type: string; subject?: string; data: unknown; key: string }): Promise<{ id: string }>;
  /** Runs a JavaScript function body in the sandbox with the names of `scope`. */
  runCode(code: string, scope: Scope, options: CodeOptions): Promise<unknown>;
  /** Starts a run of another workflow; the same `key` again gives the same run. */
  startRun(call: {
    workflowId: string;
    payload: unknown;
    key: string;
    isAwaited: boolean;
  }): Promise<{ runId: string; eventId: string }>;
  /** Has the step answered by the first event that fits, from `lookbackMs` ago on. */
  awaitEvent(wait: EventWait): Promise<void>;
  /** Answers the request that the run came from, if it waits for that. */
  respond(answer: HttpResponse): Promise<void>;
  keyValue(change: KeyValueChange): Promise<unknown>;
  /** Adds a line to the step's log. */
  log(level: LogLine['level'], text: string): void;
}

export interface EventWait {
  /** A topic, or a pattern of topics. */
  type: string;
  /** As they stand in the parameters: judged for each event, which they call `candidate`. */
  match: Conditions | undefined;
  lookbackMs: number;
}

/** What a webhook answers with. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Something to do with a value that outlives runs; the same `idempotencyKey` again changes nothing. */
export type KeyValueChange = { key: string; idempotencyKey: string } & (
  | { operation: 'get' | 'delete' }
  | { operation: 'set'; value: unknown; ttlMs: number | undefined }
  | { operation: 'increment'; by: number }
);

export interface NodeContext<Params> {
  params: Params;
  scope: Scope;
  /** `run:node:iteration`, the same for every attempt. */
  idempotencyKey: string;
  signal: AbortSignal;
  services: NodeServices;
  /** The outputs of the nodes before, by node id also after only one. */
  inputs(): Record<string, unknown>;
}

/** What a trigger listens to once its workflow is published. */
export interface TriggerBinding {
  /** The topic, or a pattern of topics. */
  type: string;
  /** Only events of this source, if set. */
  source?: string;
  filter?: Conditions;
  /** Its events are worked off in order under a key, an expression over the event. */
  ordering?: { key: string; onDeadLetter: OnDeadLetter };
  /** The address that this trigger alone owns, e.g. `orders` for `/hooks/orders`. */
  route?: string;
}

interface NodeBase<Params> {
  type: string;
  kind: NodeKind;
  tone: NodeTone;
  title: string;
  description: string;
  group: string;
  /** The name of a Lucide icon, in kebab-case. */
  icon: string;
  keywords?: string[];
  /** The zod schema of the parameters, `.meta({ title, description, control, placeholder })` on each of them. */
  parameters: z.ZodType<Params>;
  /** Parameters that hold no expressions. */
  literal?: (keyof Params & string)[];
  /** Parameters whose expressions the node has evaluated itself, later. */
  deferred?: (keyof Params & string)[];
  /** The parameters of a new node. */
  defaults?: Partial<Params>;
}

/** A node that makes runs begin. Its parameters are never evaluated, but for what is asked of each event. */
export interface TriggerNode<Params> extends NodeBase<Params> {
  kind: 'trigger';
  /** Null: nothing is listened to, the trigger fires by hand only, or by the clock. */
  bind(params: Params): TriggerBinding | null;
  /** The output of the trigger for *Run with sample*. */
  sample(params: Params): unknown;
}

/** A node that a run performs. */
export interface ActionNode<Params> extends NodeBase<Params> {
  kind: 'topic' | 'action' | 'logic';
  /** The ways out, in order; a single unnamed one if absent. */
  outputs?: { name: string; title: string }[];
  /** A parameter that names further ways out, which come before `outputs`. */
  outputsFrom?: { param: keyof Params & string; field: string };
  /** Whether it touches the world: what led to it is committed before it starts, its result before anything follows. */
  effect: boolean;
  /**
   * Why another attempt may do a second time what the first one did already, if these parameters (as they are drawn) let
   * it; nothing if a key or the nature of the call tells the attempts to be one.
   */
  repeatRisk?(params: Readonly<Record<string, unknown>>): string | undefined;
  perform(context: NodeContext<Params>): NodeOutcome | Promise<NodeOutcome>;
}

export type NodeType<Params> = TriggerNode<Params> | ActionNode<Params>;

/** Gives a node type its inferred parameter types. */
export function defineTrigger<Params>(node: TriggerNode<Params>): TriggerNode<Params> {
  return node;
}

/** Gives a node type its inferred parameter types. */
export function defineAction<Params>(node: ActionNode<Params>): ActionNode<Params> {
  return node;
}
