import { useMatchRoute, useParams, useSearch } from '@tanstack/react-router';
import { EditorPage } from '../editor/editor-page';

/** The editor of the workflow in the URL; the key gives each workflow a state of its own. */
export function EditorRoute() {
  const { workflowId = '' } = useParams({ strict: false });
  const { node } = useSearch({ strict: false });
  const matches = useMatchRoute();
  const areSettingsOpen = matches({ to: '/workflows/$workflowId/settings' }) !== false;
  return (
    <EditorPage key={workflowId} workflowId={workflowId} selectedNodeId={node} areSettingsOpen={areSettingsOpen} />
  );
}
