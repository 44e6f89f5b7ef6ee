import { Loader } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { ApiError } from '../api/api-error';
import { useNodeTypes, type ShownRun } from '../api/queries';
import { loopBodies } from '../canvas/loop-bodies';
import { RunCanvas } from '../canvas/run-canvas';
import { Failure } from '../ui/failure';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import { useNow } from '../ui/use-now';
import { CancelDialog } from './cancel-dialog';
import { stepAmong, stepsOf, worthShowing, type Chosen } from './chosen-step';
import { runDuration } from './duration-bar';
import { isOver } from './live-run';
import { RetryDialog } from './retry-dialog';
import { RunHeader } from './run-header';
import { layOutRun } from './run-layout';
import { nameSteps } from './name-steps';
import { RunNotices } from './run-notices';
import classes from './run-page.module.css';
import { StepPanel } from './step-panel';
import { Timeline } from './timeline';
import { useLiveRun } from './use-live-run';

const route = getRouteApi('/shell/runs/$runId');

/** The run of the URL. */
export function RunPage() {
  const { runId } = route.useParams();
  const { data: run, error, refetch } = useLiveRun(runId);
  if (run) return <RunDetail key={run.id} run={run} />;
  if (!error) return <Loader size="sm" m="lg" aria-label="Loading the run" />;
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <Page title={missing ? 'This run is not here' : 'The run could not be loaded'}>
      {missing ? (
        <LinkButton to="/runs">See all runs</LinkButton>
      ) : (
        <Failure title="The run could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

/** A run on its canvas and in time; choosing a step in either shows its data beside them. */
function RunDetail({ run: loaded }: { run: ShownRun }) {
  const manifests = useNodeTypes();
  const run = useMemo(() => nameSteps(loaded, manifests), [loaded, manifests]);
  useDocumentTitle(`${run.workflowName} ${run.status} · Eventloom`);
  const { step: stepInUrl, iteration, view = 'both' } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(250, !isOver(run.status));
  const [dialog, setDialog] = useState<'retry' | 'cancel'>();
  const bodies = useMemo(() => loopBodies(run.graph), [run.graph]);
  const layout = useMemo(() => layOutRun(run, bodies), [run, bodies]);
  const nodeId = stepInUrl ?? worthShowing(run);
  const wanted = iteration ?? (stepInUrl === undefined ? run.error?.iteration : undefined);
  const chosen = useMemo(() => chosenOf(run, nodeId, wanted), [run, nodeId, wanted]);
  const select = useCallback(
    (next: Partial<Chosen>): void =>
      void navigate({ search: (old) => ({ ...old, step: next.nodeId, iteration: next.iteration }), replace: true }),
    [navigate],
  );
  // The same iteration of another step, where it has one.
  const selectNode = useCallback(
    (next: string | undefined) => select({ nodeId: next, iteration }),
    [select, iteration],
  );
  const close = (): void => setDialog(undefined);
  return (
    <div className={classes.page}>
      <RunHeader
        run={run}
        duration={runDuration(run, now)}
        view={view}
        onView={(next) => {
          void navigate({ search: (old) => ({ ...old, view: next === 'both' ? undefined : next }), replace: true });
        }}
        onRetry={() => setDialog('retry')}
        onCancel={() => setDialog('cancel')}
      />
      <RunNotices run={run} onSelect={select} />
      <div className={classes.body} data-view={view}>
        <div className={classes.pictures}>
          {view !== 'timeline' && (
            <div className={classes.canvas}>
              <RunCanvas
                graph={run.graph}
                manifests={manifests}
                steps={run.steps}
                selectedNodeId={nodeId}
                onSelect={selectNode}
              />
            </div>
          )}
          {view !== 'canvas' && <Timeline layout={layout} now={now} chosen={chosen} onSelect={select} />}
        </div>
        <StepPanel
          key={nodeId}
          run={run}
          chosen={chosen}
          manifest={manifests.get(typeOf(run, nodeId) ?? '')}
          onPick={(next) => select({ nodeId, iteration: next })}
        />
      </div>
      <RetryDialog
        key={String(dialog === 'retry')}
        run={run}
        selectedNodeId={nodeId}
        opened={dialog === 'retry'}
        onClose={close}
      />
      <CancelDialog runId={run.id} opened={dialog === 'cancel'} onClose={close} />
    </div>
  );
}

/** The step that is shown for a node: the iteration that was asked for, if it has that one. */
function chosenOf(run: ShownRun, nodeId: string, iteration: string | undefined): Chosen {
  const shown = stepAmong(stepsOf(run, nodeId), iteration);
  return { nodeId, ...(shown?.iteration !== undefined && { iteration: shown.iteration }) };
}

function typeOf(run: ShownRun, nodeId: string): string | undefined {
  return run.graph.nodes.find((node) => node.id === nodeId)?.type;
}
