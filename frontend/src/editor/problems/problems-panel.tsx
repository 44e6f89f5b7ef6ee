import type { Problem } from '@eventloom/backend/contract';
import { ChevronDown, ChevronUp, CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { formatCount } from '../../ui/format';
import { useDocument, useEditor, useProblems, useUi } from '../use-editor';
import { groupByNode, paramOf } from './collect-problems';
import classes from './problems-panel.module.css';
import { quickFixOf } from './quick-fixes';
import { SeverityIcon } from './severity-icon';
import { useQuickFix } from './use-quick-fix';

const COUNTED = [
  ['error', 'problem'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const;

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
  if (!isLoaded) return <span>Checking…</span>;
  if (problems.length === 0)
    return (
      <>
        <CircleCheck size={14} className={classes.fine} aria-hidden /> No problems
      </>
    );
  return (
    <>
      {COUNTED.map(([severity, word]) => {
        const count = problems.filter((problem) => problem.severity === severity).length;
        if (count === 0) return null;
        return (
          <span key={severity} className={classes.count} data-severity={severity}>
            <SeverityIcon severity={severity} /> {formatCount(count, word)}
          </span>
        );
      })}
    </>
  );
}

function ProblemGroup({ nodeId, problems }: { nodeId: string | undefined; problems: readonly Problem[] }) {
  const { session, edit } = useEditor();
  const node = useDocument(({ graph }) => graph.nodes.find((each) => each.id === nodeId));
  const carryOut = useQuickFix();
  const open = (problem: Problem): void => {
    if (problem.edgeId !== undefined) session.select([], [problem.edgeId]);
    if (problem.pointer?.startsWith('/settings') === true) session.ui.setState({ areSettingsOpen: true });
    if (nodeId === undefined) return;
    const param = paramOf(problem);
    if (problem.edgeId === undefined) edit.goTo(nodeId);
    session.ui.setState({ isPanelOpen: true, target: { nodeId, param } });
  };
  const name = nodeId === undefined ? 'Workflow' : edit.nameOf(nodeId);
  return (
    <li>
      <ul aria-label={name} className={classes.group}>
        {problems.map((problem, index) => {
          const fix = quickFixOf(problem, node);
          return (
            <li key={`${problem.code}-${problem.pointer ?? ''}-${index}`} className={classes.row}>
              <button
                type="button"
                className={classes.problem}
                title={problem.hint}
                onClick={() => open(problem)}
                data-code={problem.code}
              >
                <SeverityIcon severity={problem.severity} isNamed />
                <span className={classes.name}>{name}</span>
                <span className={classes.detail}>{problem.detail}</span>
              </button>
              {fix && node && (
                <button type="button" className={classes.fix} onClick={() => carryOut(node.id, fix)}>
                  {fix.label}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </li>
  );
}
