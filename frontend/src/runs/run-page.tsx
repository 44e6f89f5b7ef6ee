import { Loader } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/api-error';
import { useNodeTypes, type ShownRun } from '../api/queries';
import { RunCanvas } from '../canvas/run-canvas';
import { Failure } from '../ui/failure';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import { useNow } from '../ui/use-now';
import { runDuration } from './duration-bar';
import { isOver } from './live-run';
import { RetryDialog } from './retry-dialog';
import { RunErrorBar } from './run-error-bar';
import { RunHeader } from './run-header';
import classes from './run-page.module.css';
import { StepPanel } from './step-panel';
import { Timeline } from './timeline';
import { timelineOf } from './timeline-model';
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
function RunDetail({ run }: { run: ShownRun }) {
  useDocumentTitle(`${run.workflowName} ${run.status} · Eventloom`);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const manifests = useNodeTypes();
  const now = useNow(250, !isOver(run.status));
  const [retrying, setRetrying] = useState(false);
  const view = search.view ?? 'both';
  const selected = search.step ?? worthShowing(run);
  const select = (step: string | undefined) => {
    void navigate({ search: (old) => ({ ...old, step }), replace: true });
  };
  return (
    <div className={classes.page}>
      <RunHeader
        run={run}
        duration={runDuration(run, now)}
        view={view}
        onView={(next) => {
          void navigate({ search: (old) => ({ ...old, view: next === 'both' ? undefined : next }), replace: true });
        }}
        onRetry={() => setRetrying(true)}
      />
      {run.error && <RunErrorBar run={run} error={run.error} onSelect={select} />}
      <div className={classes.body} data-view={view}>
        <div className={classes.pictures}>
          {view !== 'timeline' && (
            <div className={classes.canvas}>
              <RunCanvas
                graph={run.graph}
                manifests={manifests}
                steps={run.steps}
                selectedNodeId={selected}
                onSelect={select}
              />
            </div>
          )}
          {view !== 'canvas' && (
            <Timeline timeline={timelineOf(run, now)} selectedNodeId={selected} onSelect={select} />
          )}
        </div>
        {selected !== undefined && (
          <StepPanel key={selected} run={run} nodeId={selected} manifest={manifests.get(typeOf(run, selected) ?? '')} />
        )}
      </div>
      <RetryDialog
        key={String(retrying)}
        run={run}
        selectedNodeId={selected}
        opened={retrying}
        onClose={() => setRetrying(false)}
      />
    </div>
  );
}

/** The step to show before one is chosen: what failed, else where the run ended or stands. */
function worthShowing(run: ShownRun): string | undefined {
  const started = run.steps.filter((step) => step.startedAt !== null);
  const latest = started.reduce<string | undefined>((newest, step) => {
    const at = started.find((other) => other.nodeId === newest)?.startedAt ?? '';
    return (step.startedAt ?? '') >= at ? step.nodeId : newest;
  }, undefined);
  return run.error?.nodeId ?? latest ?? run.trigger;
}

function typeOf(run: ShownRun, nodeId: string): string | undefined {
  return run.graph.nodes.find((node) => node.id === nodeId)?.type;
}
