import { Alert } from '@mantine/core';
import type { GraphNode } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { CircleX } from 'lucide-react';
import { useRunState } from '../use-editor';
import { failureOf, faultyParam } from './run-session';
import classes from './run-summary.module.css';

/** The field that a step failed for in the run that is shown, and what was wrong with it. */
export function useFaultyField({ id, params }: GraphNode): readonly [param: string, message: string] | undefined {
  const session = useRunState((state) => state.session);
  const failure = session && failureOf(session, id);
  const param = failure && faultyParam(failure.error, params);
  return failure && param ? [param, failure.error.message] : undefined;
}

/** What went wrong with a step in the run that is shown, and the way to all that is known of it. */
export function StepFailure({ nodeId }: { nodeId: string }) {
  const session = useRunState((state) => state.session);
  const failure = session && failureOf(session, nodeId);
  if (!failure) return null;
  return (
    <Alert variant="light" color="red" p="xs" title="Failed in the last run" icon={<CircleX size={16} aria-hidden />}>
      <div className={classes.failure}>{failure.error.message}</div>
      <Link to="/runs/$runId" params={{ runId: failure.runId }} search={{ step: nodeId }} className={classes.link}>
        See the run
      </Link>
    </Alert>
  );
}
