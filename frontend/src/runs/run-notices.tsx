import type { ShownRun } from '../api/queries';
import { ApprovalCard } from './approval-card';
import type { Chosen } from './chosen-step';
import { isOver } from './live-run';
import { RunErrorBar } from './run-error-bar';
import classes from './run-page.module.css';
import { WaitingBar } from './waiting-bar';

/** More questions than these are found on the page of all approvals. */
const MOST_ASKED = 3;

interface RunNoticesProps {
  run: ShownRun;
  onSelect: (chosen: Chosen) => void;
}

/** What has to be known of a run before its details: why it failed, what it waits for, what it asks. */
export function RunNotices({ run, onSelect }: RunNoticesProps) {
  const waiting = isOver(run.status) ? [] : run.waitingFor;
  const questions = waiting.filter((reason) => reason.type === 'approval');
  const others = waiting.filter((reason) => reason.type !== 'approval');
  const labelOf = (nodeId: string): string => run.graph.nodes.find((node) => node.id === nodeId)?.label ?? nodeId;
  return (
    <>
      {run.error && <RunErrorBar run={run} error={run.error} onSelect={onSelect} />}
      {questions.slice(0, MOST_ASKED).map(({ nodeId = '', iteration, message, sentence, until }) => (
        <div key={`${nodeId} ${iteration ?? ''}`} className={classes.question}>
          <ApprovalCard
            question={{
              runId: run.id,
              nodeId,
              ...(iteration !== undefined && { iteration }),
              message: message ?? sentence,
              ...(until !== undefined && { until }),
            }}
          >
            {labelOf(nodeId)}
            {iteration !== undefined && `, iteration ${iteration}`}
          </ApprovalCard>
        </div>
      ))}
      {questions.length > MOST_ASKED && (
        <p className={classes.more}>{questions.length - MOST_ASKED} more questions of this run wait for an answer.</p>
      )}
      {others.length > 0 && <WaitingBar reasons={others} labelOf={labelOf} onSelect={onSelect} />}
    </>
  );
}
