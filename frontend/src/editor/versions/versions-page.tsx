import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { CheckpointSummary } from '@eventloom/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Bookmark, RocketIcon } from 'lucide-react';
import { useState } from 'react';
import { messageOf } from '../../api/api-error';
import { useWorkflowName } from '../../api/queries';
import { useLiveRefresh } from '../../api/use-live-refresh';
import {
  checkpointsQuery,
  createCheckpoint,
  deleteCheckpoint,
  stateQuery,
  versionKeys,
  versionsQuery,
} from '../../api/versions';
import { Breadcrumb } from '../../ui/breadcrumb';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ListState } from '../../ui/list-state';
import { WorkflowTabs } from '../../ui/workflow-tabs';
import { CheckpointDialog } from './checkpoint-dialog';
import { formatCompared, parseCompared, usualCompared, type Compared, type StateRef } from './compared';
import { ComparisonView } from './comparison-view';
import { handOver } from './hand-over';
import { VersionList } from './version-list';
import classes from './versions.module.css';

const route = getRouteApi('/shell/workflows/$workflowId/versions');

/** What a workflow was: who published it when, what was different, and the way back. */
export function VersionsPage() {
  const { workflowId } = route.useParams();
  const { compare } = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const versions = useQuery(versionsQuery(workflowId));
  const checkpoints = useQuery(checkpointsQuery(workflowId));
  const name = useWorkflowName(workflowId) ?? '';
  const [dialog, setDialog] = useState<'save' | CheckpointSummary>();
  const [failure, setFailure] = useState<string>();
  useDocumentTitle(`Versions of ${name} · Eventloom`);
  useLiveRefresh(versionKeys.of(workflowId), {
    filter: { workflowId },
    when: (change) => change.type === 'workflow',
    everyMs: 200,
  });
  const published = versions.data?.items ?? [];
  const kept = checkpoints.data?.items ?? [];
  const compared = parseCompared(compare) ?? usualCompared(published) ?? startOf(kept);
  const show = (next: Compared): void =>
    void navigate({ search: { compare: formatCompared(next) }, replace: true, resetScroll: false });
  const restore = async (ref: StateRef, title: string): Promise<void> => {
    setFailure(undefined);
    try {
      handOver({ workflowId, name: title, ...(await queries.fetchQuery(stateQuery(workflowId, ref))) });
      await navigate({ to: '/workflows/$workflowId', params: { workflowId } });
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  const refresh = () => queries.invalidateQueries({ queryKey: versionKeys.checkpoints(workflowId) });
  const remove = async ({ id }: CheckpointSummary): Promise<void> => {
    setDialog(undefined);
    await deleteCheckpoint(workflowId, id).catch((error: unknown) => setFailure(messageOf(error)));
    await refresh();
    if (compare?.includes(id) === true) await navigate({ search: {}, replace: true });
  };
  const choices = [
    { value: 'draft', label: 'Draft' },
    ...published.map(({ version }) => ({ value: String(version), label: `Version ${version}` })),
    ...kept.map((checkpoint) => ({ value: checkpoint.id, label: checkpoint.name })),
  ];
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Breadcrumb>
          <Link to="/workflows">Workflows</Link>
        </Breadcrumb>
        <h1>{name}</h1>
        <Button
          variant="default"
          leftSection={<Bookmark size={14} aria-hidden />}
          onClick={() => setDialog('save')}
          ml="auto"
        >
          Save checkpoint
        </Button>
      </header>
      <WorkflowTabs workflowId={workflowId} />
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={classes.body}>
        <div className={classes.side}>
          <ListState name="Versions" query={versions} />
          {versions.isSuccess && (
            <VersionList
              workflowId={workflowId}
              versions={published}
              checkpoints={kept}
              compared={compared}
              onCompare={show}
              onRestore={(ref, title) => void restore(ref, title)}
              onDelete={setDialog}
            />
          )}
        </div>
        {compared ? (
          <ComparisonView workflowId={workflowId} compared={compared} choices={choices} onChange={show} />
        ) : (
          versions.isSuccess && (
            <EmptyState
              icon={<RocketIcon size={32} aria-hidden />}
              text="Nothing was published yet. Each publication is kept here as a version."
            />
          )
        )}
      </div>
      <CheckpointDialog
        opened={dialog === 'save'}
        onSave={async (title) => {
          await createCheckpoint(workflowId, title);
          await refresh();
        }}
        onClose={() => setDialog(undefined)}
      />
      {typeof dialog === 'object' && (
        <ConfirmDialog
          title={`Delete “${dialog.name}”?`}
          confirm="Delete"
          opened
          busy={false}
          onConfirm={() => void remove(dialog)}
          onClose={() => setDialog(undefined)}
        >
          What it kept is gone for good. The draft stays as it is.
        </ConfirmDialog>
      )}
    </div>
  );
}

/** Where nothing was published, the latest checkpoint is compared with the draft. */
function startOf([latest]: readonly CheckpointSummary[]): Compared | undefined {
  return latest && { from: latest.id, to: 'draft' };
}
