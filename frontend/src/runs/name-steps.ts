import type { ShownRun } from '../api/queries';
import { titleOf, type Manifests } from '../canvas/flow-elements';
import { withTitles } from '../canvas/with-titles';

/** A run whose steps are called everywhere as on the canvas: those without a label by what they are. */
export function nameSteps(run: ShownRun, manifests: Manifests): ShownRun {
  const { graph, waitingFor } = run;
  const nodes = graph.nodes.map((node) => ({ ...node, label: titleOf(node, manifests.get(node.type)) }));
  const reasons = waitingFor.map((reason) => ({ ...reason, sentence: withTitles(reason.sentence, graph, manifests) }));
  return { ...run, graph: { ...graph, nodes }, waitingFor: reasons };
}
