import { outputPorts } from '@eventloom/backend/engine';
import { DEFAULT_PORT, LOOP_TYPE, type GraphNode } from '@eventloom/backend/contract';
import { titleOf, type Manifests } from '../../canvas/flow-elements';
import { loopBodies } from '../../canvas/loop-bodies';
import { endsOf, entriesOf, type Part } from './extract-part';
import { readBy } from './read-by';

/** Why steps can't become a workflow of their own; nothing if they can. */
export function extractRefusal(part: Part, manifests: Manifests): string | undefined {
  const named = (...nodes: GraphNode[]): string =>
    nodes.map((node) => `“${titleOf(node, manifests.get(node.type))}”`).join(' and ');
  if (part.steps.length === 0) return 'Choose the steps that are to become a workflow.';
  return kindRefusal(part, manifests, named) ?? pathRefusal(part, manifests, named) ?? readingRefusal(part, named);
}

type Named = (...nodes: GraphNode[]) => string;

function kindRefusal({ steps }: Part, manifests: Manifests, named: Named): string | undefined {
  const trigger = steps.find(({ type }) => manifests.get(type)?.kind === 'trigger');
  if (trigger) return `${named(trigger)} starts this workflow, so it has to stay.`;
  const answer = steps.find(({ type }) => type === 'respond');
  return answer && `${named(answer)} answers whoever called this workflow, so it has to stay.`;
}

/** A called workflow has one way in and one way out. */
function pathRefusal(part: Part, manifests: Manifests, named: Named): string | undefined {
  const { graph, steps, inside, incoming, outgoing } = part;
  const entries = entriesOf(part);
  if (entries.length > 1) return `The steps begin in several places: ${named(...entries)}.`;
  const [entry] = entries;
  if (entry?.type === 'merge' && incoming.length > 1)
    return `${named(entry)} joins what is outside, so it has to stay.`;
  for (const [loopId, body] of loopBodies(graph)) {
    const shared = [...inside].filter((id) => body.has(id)).length;
    const isCut = inside.has(loopId) ? shared < body.size : shared > 0 && shared < inside.size;
    const loop = graph.nodes.find(({ id }) => id === loopId);
    if (isCut && loop) return `${named(loop)} and what it repeats have to stay together.`;
  }
  if (outgoing.length === 0) return undefined;
  const ends = endsOf(part);
  if (ends.length > 1) return `The steps end in several places: ${named(...ends)}.`;
  const split = steps.find((node) => mayEndElsewhere(node, part, manifests));
  return (
    split && `${named(split)} has several ways out that don’t all lead on, so what follows needs it beside itself.`
  );
}

/** Whether a run may leave the steps by a port that is not the way on: then what follows would run all the same. */
function mayEndElsewhere(node: GraphNode, { within, outgoing, repeated }: Part, manifests: Manifests): boolean {
  const manifest = manifests.get(node.type);
  if (!manifest || node.type === LOOP_TYPE || repeated.has(node.id)) return false;
  const ports = outputPorts(node, manifest);
  const led = new Set(
    within.filter(({ source }) => source === node.id).map((edge) => edge.sourceHandle ?? DEFAULT_PORT),
  );
  return (
    ports.length > 1 && (outgoing.some(({ source }) => source === node.id) || ports.some(({ name }) => !led.has(name)))
  );
}

/** From outside only the last of the steps can be read: that is what the call puts out. */
function readingRefusal(part: Part, named: Named): string | undefined {
  const { graph, inside, steps } = part;
  const vague = steps.find((node) => readBy(node).some(({ name, step }) => name === 'steps' && step === undefined));
  if (vague) return `${named(vague)} reads “steps” as a whole, so what it needs can’t be told.`;
  const ends = endsOf(part);
  const readable = ends.length === 1 ? ends[0]?.id : undefined;
  for (const reader of graph.nodes) {
    if (inside.has(reader.id)) continue;
    const read = readBy(reader).find(({ step }) => step !== undefined && step !== readable && inside.has(step));
    const source = steps.find(({ id }) => id === read?.step);
    if (source) return `${named(reader)} reads what ${named(source)} puts out, which is not the last of these steps.`;
  }
  return undefined;
}
