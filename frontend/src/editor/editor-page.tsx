import { Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Workflow } from '@eventloom/backend/contract';
import { nodeTypesQuery, useNodeTypes, workflowQuery } from '../api/queries';
import { CanvasProvider } from '../canvas/use-canvas-view';
import { Failure } from '../ui/failure';
import { Editor } from './editor';
import classes from './editor.module.css';
import { EditorSession } from './editor-session';
import { savePort } from './workflow-calls';

interface EditorPageProps {
  workflowId: string;
  selectedNodeId: string | undefined;
  areSettingsOpen: boolean;
}

/** Loads a workflow as it is now, never as it was when it was last seen, and opens it. */
export function EditorPage({ workflowId, ...address }: EditorPageProps) {
  const types = useQuery(nodeTypesQuery);
  const workflow = useQuery({
    ...workflowQuery(workflowId),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
  const { data, isFetchedAfterMount } = workflow;
  const error = (data ? null : workflow.error) ?? types.error;
  const retry = (): void => {
    void workflow.refetch();
    void types.refetch();
  };
  if (error) {
    return (
      <div className={classes.aside}>
        <Failure title="This workflow could not be opened" error={error} onRetry={retry} />
      </div>
    );
  }
  if (!data || !isFetchedAfterMount || !types.data) {
    return (
      <div className={classes.aside}>
        <Loader size="sm" aria-label="Opening the workflow" />
      </div>
    );
  }
  return <OpenedEditor key={workflowId} workflow={data} {...address} />;
}

interface OpenedEditorProps extends Omit<EditorPageProps, 'workflowId'> {
  workflow: Workflow;
}

/** What is opened is taken once; from then on the editor knows best, and only its own saves go out. */
function OpenedEditor({ workflow, selectedNodeId, areSettingsOpen }: OpenedEditorProps) {
  const queries = useQueryClient();
  const manifests = useNodeTypes();
  const [session] = useState(() => new EditorSession(workflow, savePort(workflow.id, queries), selectedNodeId));
  return (
    <CanvasProvider>
      <Editor
        session={session}
        manifests={manifests}
        selectedNodeId={selectedNodeId}
        areSettingsOpen={areSettingsOpen}
      />
    </CanvasProvider>
  );
}
