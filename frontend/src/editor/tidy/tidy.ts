import { messageOf } from '../../api/api-error';
import type { Manifests } from '../../canvas/flow-elements';
import type { CanvasView } from '../../canvas/use-canvas-view';
import { formatCount } from '../../ui/format';
import type { EditorSession } from '../editor-session';
import { arrangeAside } from './arrange-aside';
import { arrangementOf, putArranged } from './tidy-steps';

interface Tidied {
  session: EditorSession;
  view: CanvasView;
  manifests: Manifests;
}

/** Arranges the chosen steps, or all of them if there are not several; nothing if the graph changes meanwhile. */
export async function tidy({ session, view, manifests }: Tidied): Promise<void> {
  const { graph } = session;
  const { nodes } = session.ui.getState().selection;
  const chosen = nodes.size > 1 ? nodes : new Set(graph.nodes.map((node) => node.id));
  if (chosen.size < 2) return;
  try {
    const places = await arrangeAside(arrangementOf(graph, manifests, chosen));
    if (session.graph !== graph) {
      session.tell({ text: 'The workflow changed meanwhile, so nothing was tidied.', tone: 'info' });
      return;
    }
    session.document.edit((current) => putArranged(current, manifests, places));
    session.tell({ text: `${formatCount(chosen.size, 'step')} tidied.`, tone: 'info' });
    if (nodes.size <= 1) view.fit();
  } catch (error) {
    session.tell({ text: messageOf(error), tone: 'error' });
  }
}
