import { Loader } from '@mantine/core';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { nodeTypesQuery, useNodeTypes, workflowQuery } from '../api/queries';
import { CanvasProvider } from '../canvas/use-canvas-view';
import { Failure } from '../ui/failure';
import { Journal } from './document/journal';
import { Editor } from './editor';
import classes from './editor.module.css';
import { EditorSession, type OpenedWorkflow } from './editor-session';
import { savePort } from './workflow-calls';

interface EditorPageProps {
  workflowId: string;
  selectedNodeId: string | undefined;
}

/** Loads a workflow as it is now, never as it was when it was last seen, and opens it. */
export function EditorPage({ workflowId, selectedNodeId }: EditorPageProps) {
  const types = useQuery(nodeTypesQuery);
  const opened = useOpened(workflowId);
  const { data, isFetchedAfterMount } = opened;
  const error = (data ? null : opened.error) ?? types.error;
  const retry = (): void => {
    void opened.refetch();
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
  return <OpenedEditor key={workflowId} opened={data} selectedNodeId={selectedNodeId} />;
}

/** The workflow as it is at the server, with what an earlier visit could not store there. */
function useOpened(workflowId: string): UseQueryResult<OpenedWorkflow> {
  const queries = useQueryClient();
  const [journal] = useState(() => new Journal(workflowId));
  return useQuery({
    queryKey: ['opened', workflowId],
    queryFn: async () => {
      // First the journal: what an earlier visit is still saving is then either in it or in what the server answers.
      const leftOver = await journal.takeOver();
      const workflow = await queries.fetchQuery({ ...workflowQuery(workflowId), staleTime: 0 });
      return { workflow, journal, leftOver };
    },
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
}

interface OpenedEditorProps {
  opened: OpenedWorkflow;
  selectedNodeId: string | undefined;
}

/** What is opened is taken once; from then on the editor knows best, and only its own saves go out. */
function OpenedEditor({ opened, selectedNodeId }: OpenedEditorProps) {
  const queries = useQueryClient();
  const manifests = useNodeTypes();
  const [session] = useState(() => new EditorSession(opened, savePort(opened.workflow.id, queries), selectedNodeId));
  return (
    <CanvasProvider>
      <Editor session={session} manifests={manifests} selectedNodeId={selectedNodeId} />
    </CanvasProvider>
  );
}
