import type { Plan } from './plan-graph.js';
import { placeKey } from './row-table.test-support.js';
import type { RandomRun } from './random-runs.test-support.js';
import type { StepChanged, StepPlace } from './run-state.js';

/**
 * What a retry keeps of a run that has ended: all but what failed or was cut off, a few others, and all that follows from
 * these. A loop in which something begins anew goes on with its other iterations.
 */
export function keepRows(
  { plan }: RandomRun,
  rows: readonly StepChanged[],
  choose: (count: number) => number,
): StepChanged[] {
  const anew = new Map<string, StepPlace>();
  const reopened = new Set<string>();
  const isStart = ({ nodeId, iteration }: StepPlace) => depthOf(iteration) > (plan.loops.get(nodeId)?.length ?? 0);
  for (const row of rows)
    if (!isStart(row) && (row.step.status === 'failed' || row.step.status === 'cancelled' || choose(5) === 1))
      if (
        row.step.status !== 'failed' ||
        !rows.some((other) => other.step.status === 'failed' && isIn(plan, other, row))
      )
        anew.set(placeKey(row), row);
  for (const { nodeId, iteration } of anew.values()) {
    const follow = (from: string, within: string | undefined): void => {
      for (const { target } of bodyAround(plan, from)?.nodes.get(from)?.outgoing ?? []) {
        const place = { nodeId: target, ...(within !== undefined && { iteration: within }) };
        if (!anew.has(placeKey(place))) anew.set(placeKey(place), place);
      }
    };
    follow(nodeId, iteration);
    for (const loop of loopsAround(plan, { nodeId, ...(iteration !== undefined && { iteration }) })) {
      reopened.add(placeKey(loop));
      follow(loop.nodeId, loop.iteration);
    }
  }
  return rows
    .filter((row) => !anew.has(placeKey(row)) && !loopsAround(plan, row).some((loop) => anew.has(placeKey(loop))))
    .map((row) =>
      reopened.has(placeKey(row)) && !isStart(row) ? { ...row, step: { status: 'running', attempts: [] } } : row,
    );
}

function depthOf(iteration: string | undefined): number {
  return iteration?.split('.').length ?? 0;
}

/** The plan that a node is part of. */
function bodyAround(plan: Plan, nodeId: string): Plan | undefined {
  let body: Plan | undefined = plan;
  for (const loop of plan.loops.get(nodeId) ?? []) body = body?.nodes.get(loop)?.body;
  return body;
}

/** The loops around a step; the start of an iteration is in its own loop. */
function loopsAround(plan: Plan, { nodeId, iteration }: StepPlace): StepPlace[] {
  const indices = iteration?.split('.') ?? [];
  const loops = [...(plan.loops.get(nodeId) ?? []), nodeId].slice(0, indices.length);
  return loops.map((loop, depth) =>
    depth === 0 ? { nodeId: loop } : { nodeId: loop, iteration: indices.slice(0, depth).join('.') },
  );
}

function isIn(plan: Plan, inner: StepPlace, loop: StepPlace): boolean {
  return loopsAround(plan, inner).some((around) => placeKey(around) === placeKey(loop));
}
