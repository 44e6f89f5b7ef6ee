import type { Plan } from './plan-graph.js';
import type { RunState, StepPlace } from './run-state.js';

/** Where in a run a step stands: the run itself, or an iteration of a loop in it. */
export interface LocatedStep {
  plan: Plan;
  state: RunState;
  /** What is around the iteration, the run itself first; nothing outside of loops. */
  around: readonly RunState[];
  /** The item of the innermost loop, and its index. */
  item?: unknown;
  index?: number;
}

/** Finds the frame of a step that is under way; undefined if its iteration is over. */
export function locateStep(plan: Plan, state: RunState, { nodeId, iteration }: StepPlace): LocatedStep | undefined {
  let found: LocatedStep = { plan, state, around: [] };
  const loops = plan.loops.get(nodeId) ?? [];
  for (const [depth, index] of (iteration?.split('.') ?? []).entries()) {
    const loopId = loops[depth] ?? '';
    const step = found.state.steps[loopId];
    const frame = step?.loop?.frames[index];
    const body = found.plan.nodes.get(loopId)?.body;
    if (!frame || !body) return undefined;
    const item = frame.steps[loopId]?.output;
    found = { plan: body, state: frame, around: [...found.around, found.state], item, index: Number(index) };
  }
  return found;
}
