import { Alert } from '@mantine/core';
import type { Problem, Severity } from '@eventloom/backend/contract';
import { paramOf } from '../problems/collect-problems';
import { quickFixOf } from '../problems/quick-fixes';
import { SeverityIcon } from '../problems/severity-icon';
import { useQuickFix } from '../problems/use-quick-fix';
import { useDocument, useProblems } from '../use-editor';
import classes from './panel.module.css';

const COLOURS: Record<Severity, string> = { error: 'red', warning: 'yellow', info: 'accent' };

/** What is to be told of the step as a whole, and what is likely a mistake; errors of a field stand beside it. */
export function StepProblems({ nodeId }: { nodeId: string }) {
  const problems = useProblems().filter((problem) => problem.nodeId === nodeId && isForStep(problem));
  return problems.map((problem, index) => (
    <StepProblem key={`${problem.code}${problem.edgeId ?? ''}${index}`} nodeId={nodeId} problem={problem} />
  ));
}

function isForStep(problem: Problem): boolean {
  if (problem.code === 'NODE_ID_INVALID') return false;
  return problem.severity !== 'error' || paramOf(problem) === undefined;
}

function StepProblem({ nodeId, problem }: { nodeId: string; problem: Problem }) {
  const node = useDocument(({ graph }) => graph.nodes.find((each) => each.id === nodeId));
  const carryOut = useQuickFix();
  const { severity, detail, hint } = problem;
  const fix = quickFixOf(problem, node);
  return (
    <Alert variant="light" color={COLOURS[severity]} p="xs" icon={<SeverityIcon severity={severity} />}>
      {detail} {hint}
      {fix && (
        <button type="button" className={classes.fix} onClick={() => carryOut(nodeId, fix)}>
          {fix.label}
        </button>
      )}
    </Alert>
  );
}
