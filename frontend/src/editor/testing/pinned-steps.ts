import type { Pins, RunWorkflow } from '@eventloom/backend/contract';
import type { Manifests } from '../../canvas/flow-elements';
import type { EditorSession } from '../editor-session';

/** What is given to a run of the draft. What is pinned at a trigger is a payload, and taken only if somebody asks for it. */
export function pinnedSteps(
  { graph, testing }: Pick<EditorSession, 'graph' | 'testing'>,
  manifests: Manifests,
): Pick<RunWorkflow, 'pins'> {
  const kept = testing.getState().pins;
  const pins: Pins = {};
  for (const { id, type } of graph.nodes) {
    const pin = kept[id];
    if (!pin || manifests.get(type)?.kind === 'trigger') continue;
    const { output, port } = pin;
    pins[id] = { output, ...(port !== undefined && { port }) };
  }
  return Object.keys(pins).length > 0 ? { pins } : {};
}
