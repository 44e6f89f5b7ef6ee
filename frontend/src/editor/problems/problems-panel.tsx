import type { Problem } from '@eventloom/backend/contract';
import { ChevronDown, ChevronUp, CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { formatCount } from '../../ui/format';
import { useEditor, useProblems, useUi } from '../use-editor';
import { groupByNode, paramOf } from './collect-problems';
import classes from './problems-panel.module.css';

/** What is wrong, step by step; a click leads to the field. */
export function ProblemsPanel() {
  const { session, manifests } = useEditor();
  const problems = useProblems();
  const isOpen = useUi((ui) => ui.areProblemsOpen);
  const groups = useMemo(() => [...groupByNode(problems)], [problems]);
  const isListed = isOpen && problems.length > 0;
  const Chevron = isListed ? ChevronDown : ChevronUp;
  return (
    <section className={classes.problems} data-pane aria-label="Problems">
      <button
        type="button"
        className={classes.head}
        aria-expanded={isListed}
        disabled={problems.length === 0}
        onClick={() => session.ui.setState({ areProblemsOpen: !isOpen })}
      >
        <Summary problems={problems} isLoaded={manifests.size > 0} />
        {problems.length > 0 && <Chevron size={14} aria-hidden className={classes.chevron} />}
      </button>
      {isListed && (
        <ul className={classes.list}>
          {groups.map(([nodeId, group]) => (
            <ProblemGroup key={nodeId ?? ''} nodeId={nodeId} problems={group} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Summary({ problems, isLoaded }: { problems: readonly Problem[]; isLoaded: boolean }) {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  if (!isLoaded) return <span>Checking…</span>;
  if (problems.length === 0)
    return (
      <>
        <CircleCheck size={14} className={classes.fine} aria-hidden /> No problems
      </>
    );
  return (
    <>
      {errors > 0 && (
        <span className={classes.count} data-severity="error">
          <CircleX size={14} aria-hidden /> {formatCount(errors, 'problem')}
        </span>
      )}
      {warnings > 0 && (
        <span className={classes.count} data-severity="warning">
          <TriangleAlert size={14} aria-hidden /> {formatCount(warnings, 'warning')}
        </span>
      )}
    </>
  );
}

function ProblemGroup({ nodeId, problems }: { nodeId: string | undefined; problems: readonly Problem[] }) {
  const { session, edit } = useEditor();
  const open = (problem: Problem): void => {
    if (problem.edgeId !== undefined) session.select([], [problem.edgeId]);
    if (nodeId === undefined) return;
    const param = paramOf(problem);
    if (problem.edgeId === undefined) edit.goTo(nodeId);
    session.ui.setState({ isPanelOpen: true, target: { nodeId, param } });
  };
  const name = nodeId === undefined ? 'Workflow' : edit.nameOf(nodeId);
  return (
    <li>
      <ul aria-label={name} className={classes.group}>
        {problems.map((problem, index) => (
          <li key={`${problem.code}-${problem.pointer ?? ''}-${index}`}>
            <button type="button" className={classes.problem} onClick={() => open(problem)} data-code={problem.code}>
              {problem.severity === 'error' ? (
                <CircleX size={14} aria-label="Error" data-severity="error" />
              ) : (
                <TriangleAlert size={14} aria-label="Warning" data-severity="warning" />
              )}
              <span className={classes.name}>{name}</span>
              <span className={classes.detail}>{problem.detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}
