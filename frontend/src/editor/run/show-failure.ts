import { selectionOf, type EditorSession } from '../editor-session';
import { failureOf, faultyParam } from './run-session';

/** Opens the settings of a step that failed, at the field that it failed for. */
export function showFailure({ run, ui, graph }: EditorSession, nodeId: string): void {
  const { session } = run.getState();
  const failure = session && failureOf(session, nodeId);
  const params = graph.nodes.find((node) => node.id === nodeId)?.params ?? {};
  const param = failure && faultyParam(failure.error, params);
  ui.setState({ selection: selectionOf([nodeId]), isPanelOpen: true, target: param ? { nodeId, param } : undefined });
}
