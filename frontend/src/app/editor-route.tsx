import { getRouteApi } from '@tanstack/react-router';
import { EditorPage } from '../editor/editor-page';

const route = getRouteApi('/shell/workflows/$workflowId');

/** The editor of the workflow in the URL; the key gives each workflow a state of its own. */
export function EditorRoute() {
  const { workflowId } = route.useParams();
  const { node } = route.useSearch();
  return <EditorPage key={workflowId} workflowId={workflowId} selectedNodeId={node} />;
}
