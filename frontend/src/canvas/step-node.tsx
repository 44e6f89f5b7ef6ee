import { NodeIcon } from '../ui/node-icon';
import { StateGlyph } from '../ui/state-badge';
import type { NodeProps } from '@xyflow/react';
import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useOverlay, type NodeMarks, type NodeRun } from './canvas-overlay';
import type { StepData, StepFlowNode } from './flow-elements';
import { nodeHeight, NODE_WIDTH, portNamesWidth } from './node-geometry';
import { NodeHandles } from './node-handles';
import { NodeLabel } from './node-label';
import { ChangeMark } from './change-mark';
import { NodeError, NodeRefusal } from './node-messages';
import { countsText } from './node-runs';
import { NodeSeam } from './node-seam';
import { NodeShape } from './node-shape';
import { marksText, StepMarks } from './step-marks';
import { NodeSubtitle } from './node-subtitle';
import classes from './step-node.module.css';
import { useIsFar } from './zoom-level';

/** One step on the canvas. It follows its own part of what lies over the graph, and nothing else. */
export const StepNode = memo(function StepNode({ id, data, selected }: NodeProps<StepFlowNode>) {
  const { run, problems, marks, change, refusal, connecting, isCurrent } = useOverlay(
    useShallow((overlay) => ({
      run: overlay.runs[id],
      problems: overlay.problems[id],
      marks: overlay.marks[id],
      change: overlay.changes.nodes[id],
      refusal: overlay.connecting?.refusals[id],
      connecting: overlay.connecting?.from,
      isCurrent: overlay.current === id,
    })),
  );
  const isFar = useIsFar();
  const { node, manifest, title, ports } = data;
  const kind = manifest?.kind ?? 'action';
  const state = run?.status ?? change ?? 'idle';
  return (
    <div
      className={classes.node}
      role="group"
      aria-roledescription="step"
      aria-label={`${title}, ${kind}, ${state}`}
      aria-description={descriptionOf(run, marks) ?? problems?.details[0]}
      tabIndex={isCurrent ? 0 : -1}
      data-node={id}
      data-kind={kind}
      data-tone={manifest?.tone}
      data-state={state}
      data-selected={selected || undefined}
      data-disabled={node.disabled || undefined}
      data-unknown={!manifest || undefined}
      data-ports={ports.length > 1 || undefined}
      style={{ '--port-names': `${portNamesWidth(ports)}px` } as React.CSSProperties}
      data-refused={refusal !== undefined || undefined}
      data-connecting={connecting}
    >
      {isFar ? <span className={classes.tile} /> : <StepBody id={id} data={data} />}
      {run ? (
        <span className={classes.badge}>
          <StateGlyph state={run.status} size={16} />
        </span>
      ) : (
        problems && (
          <span className={classes.badge} data-severity={problems.severity} title={problems.details.join('\n')}>
            <TriangleAlert size={14} aria-hidden />
          </span>
        )
      )}
      {marks && <StepMarks marks={marks} hasRun={run !== undefined} />}
      {change && <ChangeMark change={change} />}
      {run?.counts && (
        <span className={classes.counts} data-failed={run.counts.failed > 0 || undefined}>
          {countsText(run.counts)}
        </span>
      )}
      <NodeSeam node={node} isCurrent={isCurrent} />
      {run?.error && <NodeError id={id} error={run.error} />}
      {refusal && <NodeRefusal reason={refusal} />}
    </div>
  );
}, isSameStep);

/** Where a step stands is React Flow's affair: while it is dragged nothing of it is drawn anew. */
function isSameStep(before: NodeProps<StepFlowNode>, now: NodeProps<StepFlowNode>): boolean {
  return before.id === now.id && before.data === now.data && before.selected === now.selected;
}

/** What can be made out of a step from near enough: its shape, icon, name and ports. */
const StepBody = memo(function StepBody({ id, data }: { id: string; data: StepData }) {
  const { node, manifest, title, ports } = data;
  return (
    <>
      <NodeShape kind={manifest?.kind ?? 'action'} width={NODE_WIDTH} height={nodeHeight(ports.length)} />
      <span className={classes.icon}>
        <NodeIcon name={manifest?.icon ?? 'circle-help'} size={18} />
      </span>
      <span className={classes.text}>
        <NodeLabel id={id} title={title} />
        <NodeSubtitle node={node} manifest={manifest} />
      </span>
      <NodeHandles id={id} data={data} hasInput={manifest?.ports.input ?? true} />
    </>
  );
});

/** What is to be said of a run besides its state. */
function descriptionOf(run: NodeRun | undefined, marks: NodeMarks | undefined): string | undefined {
  const counts = run?.counts && `${countsText(run.counts)} of its iterations`;
  const told = [counts, run?.error, ...(marks ? marksText(marks, run !== undefined) : [])];
  return told.filter((text) => text !== undefined).join('. ') || undefined;
}
