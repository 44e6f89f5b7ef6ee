import { titleOf } from '../../canvas/flow-elements';
import { chosenSteps } from '../model/chosen';
import { extractSteps } from '../model/extract-steps';
import type { EditorContextValue } from '../use-editor';

type Editor = Pick<EditorContextValue, 'session' | 'manifests' | 'flow' | 'edit' | 'view'>;

/**
 * Makes the chosen steps a workflow of their own and puts a call of it in their place. It is published at once, since
 * only what is published can be called; an undo brings the steps back and leaves it.
 */
export async function extractChosen({ session, manifests, flow, edit, view }: Editor): Promise<void> {
  const steps = chosenSteps(session.graph, session.ui.getState().selection);
  const plan = extractSteps(session.graph, steps, manifests);
  if ('refusal' in plan) return session.tell({ text: plan.refusal, tone: 'error' });
  const name = nameOf({ session, manifests }, steps);
  const { vars } = session.document.present.settings;
  const settings = plan.readsVars && vars ? { vars } : {};
  const made = await flow.createCallable({ name, graph: plan.child, settings });
  if (!made) return;
  // Meanwhile the graph may have changed; what then no longer fits is not put through.
  const now = extractSteps(session.graph, steps, manifests);
  if ('refusal' in now) return session.tell({ text: `“${name}” was made, but: ${now.refusal}`, tone: 'error' });
  const { graph, nodeId } = now.caller(made.workflow.id);
  session.document.edit(() => graph);
  session.select([nodeId]);
  session.overlay.setState({ current: nodeId });
  view.focus(nodeId);
  const remark = made.isPublished ? '' : ' It has problems, and can be called once it is published.';
  const action = { label: 'Undo', run: () => edit.undo() };
  session.tell({ text: `Extracted to “${name}”.${remark}`, tone: made.isPublished ? 'info' : 'error', action });
}

/** A group gives its name; without one it is that of the workflow and its first step. */
function nameOf({ session, manifests }: Pick<Editor, 'session' | 'manifests'>, steps: ReadonlySet<string>): string {
  const group = session.graph.groups?.find(
    ({ nodeIds }) => nodeIds.length === steps.size && nodeIds.every((id) => steps.has(id)),
  );
  const first = session.graph.nodes.find(({ id }) => steps.has(id));
  const title = first ? titleOf(first, manifests.get(first.type)) : '';
  return (group?.label ?? `${session.document.present.name}: ${title}`).slice(0, 200);
}
