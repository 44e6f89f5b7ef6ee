import type { StepStatus } from '@eventloom/backend/contract';
import type { ShownRun, ShownStep } from '../api/queries';
import { stepKey } from '../api/step-key';
import { loopOf, type LoopBodies } from '../canvas/loop-bodies';
import { rollUp } from '../canvas/roll-up';
import { isOver } from './live-run';

/** One time that a loop went through its body. */
export interface Iteration {
  /** As the steps have it: `3`, or `3.0` in a loop within a loop. */
  id: string;
  status: StepStatus;
  steps: ShownStep[];
}

/** All times that a loop went through its body, the failed ones first. */
export interface LoopPasses {
  key: string;
  loopId: string;
  iterations: Iteration[];
  failed: number;
}

/** The steps of a run in the order in which they are told, those in loops apart. */
export interface RunLayout {
  run: ShownRun;
  /** What is in no loop, by start. */
  steps: ShownStep[];
  /** By the key of the step that repeats them. */
  passes: ReadonlyMap<string, LoopPasses>;
  byKey: ReadonlyMap<string, ShownStep>;
  /** The nodes that lead to each node. */
  sources: ReadonlyMap<string, readonly string[]>;
  /** When the last of what is over ended, in milliseconds; 0 if nothing did. */
  lastEnd: number;
  /** When a step last began or ended, likewise. */
  lastChange: number;
}

/** A line of the timeline, before it is laid out in time. */
export type Line = { key: string; depth: number } & (
  | { kind: 'run' }
  | { kind: 'step'; step: ShownStep }
  | { kind: 'loop'; passes: LoopPasses; isOpen: boolean }
  | { kind: 'iteration'; iteration: Iteration; isOpen: boolean }
);

/** Sorts the steps of a run into what is in no loop and what each loop went through. Done once for each state of a run. */
export function layOutRun(run: ShownRun, bodies: LoopBodies): RunLayout {
  const owners = new Map<string, string | undefined>();
  const ownerOf = (nodeId: string): string | undefined => {
    if (!owners.has(nodeId)) owners.set(nodeId, loopOf(bodies, nodeId));
    return owners.get(nodeId);
  };
  const steps: ShownStep[] = [];
  const loops = new Map<string, { loopId: string; byIteration: Map<string, ShownStep[]> }>();
  let lastEnd = 0;
  let lastStart = 0;
  for (const step of [...run.steps].sort(byStart)) {
    if (step.startedAt) lastStart = Math.max(lastStart, Date.parse(step.startedAt));
    if (step.finishedAt) lastEnd = Math.max(lastEnd, Date.parse(step.finishedAt));
    const loopId = step.iteration === undefined ? undefined : ownerOf(step.nodeId);
    if (loopId === undefined || step.iteration === undefined) steps.push(step);
    else {
      const key = stepKey({ nodeId: loopId, ...outerOf(step.iteration) });
      const loop = loops.get(key) ?? { loopId, byIteration: new Map<string, ShownStep[]>() };
      loops.set(key, loop);
      const pass = loop.byIteration.get(step.iteration);
      if (pass) pass.push(step);
      else loop.byIteration.set(step.iteration, [step]);
    }
  }
  return {
    run,
    steps,
    passes: new Map([...loops].map(([key, { loopId, byIteration }]) => [key, toPasses(key, loopId, byIteration)])),
    byKey: new Map(run.steps.map((step) => [stepKey(step), step])),
    sources: sourcesIn(run),
    lastChange: Math.max(lastStart, lastEnd),
    lastEnd: Math.max(lastEnd, run.finishedAt ? Date.parse(run.finishedAt) : 0),
  };
}

/** The iteration around one: that of the loop's own step. */
function outerOf(iteration: string): { iteration?: string } {
  const end = iteration.lastIndexOf('.');
  return end === -1 ? {} : { iteration: iteration.slice(0, end) };
}

function toPasses(key: string, loopId: string, byIteration: ReadonlyMap<string, ShownStep[]>): LoopPasses {
  const iterations = [...byIteration].map(([id, steps]): Iteration => {
    const states = steps.map(({ status }) => status);
    return { id, steps, status: states.reduce(rollUp) };
  });
  const failed = iterations.filter(({ status }) => status === 'failed').length;
  return { key, loopId, failed, iterations: iterations.sort(failedFirst) };
}

function failedFirst(a: Iteration, b: Iteration): number {
  return rankOf(a) - rankOf(b) || indexOf(a) - indexOf(b);
}

/** What failed first, then what still goes on. */
function rankOf({ status }: Iteration): number {
  return status === 'failed' ? 0 : isOver(status) ? 2 : 1;
}

function indexOf({ id }: Iteration): number {
  return Number(id.slice(id.lastIndexOf('.') + 1));
}

function sourcesIn({ graph }: ShownRun): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const { source, target } of graph.edges) {
    const known = sources.get(target);
    if (known) known.push(source);
    else sources.set(target, [source]);
  }
  return sources;
}

/** Undefined times sort last: what never started. ISO times sort as texts. */
function byStart(a: ShownStep, b: ShownStep): number {
  if (a.startedAt === null || b.startedAt === null) return Number(a.startedAt === null) - Number(b.startedAt === null);
  return a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0;
}

/** The lines that are shown: those of loops and iterations only where they are open. */
export function linesOf(layout: RunLayout, open: ReadonlySet<string>): Line[] {
  const lines: Line[] = [{ key: 'run', depth: 0, kind: 'run' }];
  const told = new Set<string>();
  const tellLoop = (passes: LoopPasses, depth: number): void => {
    told.add(passes.key);
    const key = `loop ${passes.key}`;
    const isOpen = open.has(key);
    lines.push({ key, depth, kind: 'loop', passes, isOpen });
    if (!isOpen) return;
    for (const iteration of passes.iterations) {
      const iterationKey = `iteration ${passes.loopId} ${iteration.id}`;
      const isIterationOpen = open.has(iterationKey);
      lines.push({ key: iterationKey, depth: depth + 1, kind: 'iteration', iteration, isOpen: isIterationOpen });
      if (isIterationOpen) for (const step of iteration.steps) tellStep(step, depth + 2);
    }
  };
  const tellStep = (step: ShownStep, depth: number): void => {
    const key = stepKey(step);
    lines.push({ key: `step ${key}`, depth, kind: 'step', step });
    const passes = layout.passes.get(key);
    if (passes) tellLoop(passes, depth + 1);
  };
  for (const step of layout.steps) tellStep(step, 0);
  // A loop whose own step is not told of yet.
  for (const passes of layout.passes.values())
    if (!told.has(passes.key) && passes.key === passes.loopId) tellLoop(passes, 0);
  return lines;
}
