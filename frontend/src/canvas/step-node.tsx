import { NodeIcon } from '../ui/node-icon';
import { StateGlyph } from '../ui/state-badge';
import type { NodeProps } from '@xyflow/react';
import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useOverlay, type NodeRun } from './canvas-overlay';
import type { StepFlowNode } from './flow-elements';
import { nodeHeight, NODE_WIDTH, portNamesWidth } from './node-geometry';
import { NodeHandles } from './node-handles';
import { NodeLabel } from './node-label';
import { NodeError, NodeRefusal } from './node-messages';
import { countsText } from './node-runs';
import { NodeShape } from './node-shape';
import { NodeSubtitle } from './node-subtitle';
import classes from './step-node.module.css';

/** One step on the canvas. It follows its own part of what lies over the graph, and nothing else. */
export const StepNode = memo(function StepNode({ id, data, selected }: NodeProps<StepFlowNode>) {
  const { run, problems, refusal, connecting, isCurrent } = useOverlay(
    useShallow((overlay) => ({
      run: overlay.runs[id],
      problems: overlay.problems[id],
      refusal: overlay.connecting?.refusals[id],
      connecting: overlay.connecting?.from,
      isCurrent: overlay.current === id,
    })),
  );
  const { node, manifest, title, ports } = data;
  const kind = manifest?.kind ?? 'action';
  const state = run?.status ?? 'idle';
  return (
    <div
      className={classes.node}
      role="group"
      aria-roledescription="step"
      aria-label={`${title}, ${kind}, ${state}`}
      aria-description={descriptionOf(run) ?? problems?.details[0]}
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
      <NodeShape kind={kind} width={NODE_WIDTH} height={nodeHeight(ports.length)} />
      <span className={classes.icon}>
        <NodeIcon name={manifest?.icon ?? 'circle-help'} size={18} />
      </span>
      <span className={classes.text}>
        <NodeLabel id={id} title={title} />
        <NodeSubtitle node={node} manifest={manifest} />
      </span>
      <NodeHandles id={id} data={data} hasInput={manifest?.ports.input ?? true} />
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
      {run?.counts && (
        <span className={classes.counts} data-failed={run.counts.failed > 0 || undefined}>
          {countsText(run.counts)}
        </span>
      )}
      {run?.error && <NodeError id={id} error={run.error} />}
      {refusal && <NodeRefusal reason={refusal} />}
    </div>
  );
});

/** What is to be said of a run besides its state. */
function descriptionOf(run: NodeRun | undefined): string | undefined {
  if (!run?.counts) return run?.error;
  return [`${countsText(run.counts)} of its iterations`, ...(run.error ? [run.error] : [])].join('. ');
}
