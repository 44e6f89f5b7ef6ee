import { DEFAULT_PORT } from '@eventloom/backend/contract';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { ChevronRight, Layers, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { formatCount } from '../ui/format';
import { StateGlyph } from '../ui/state-badge';
import { useCanvas, useOverlay } from './canvas-overlay';
import type { CardFlowNode } from './canvas-elements';
import { INPUT_HANDLE } from './flow-elements';
import classes from './group-nodes.module.css';
import { groupRun } from './group-run';
import { NODE_HEIGHT, NODE_WIDTH } from './node-geometry';
import { NodeLabel } from './node-label';
import { countsText } from './node-runs';
import { NodeShape } from './node-shape';
import steps from './step-node.module.css';

/** A collapsed group: one card for all its steps, with what they came to together. */
export const CardNode = memo(function CardNode({ id, data: { group }, selected }: NodeProps<CardFlowNode>) {
  const { actions } = useCanvas();
  const { status, error, total, over, failed, problems, isCurrent } = useOverlay(
    useShallow((overlay) => {
      const { counts, ...run } = groupRun(group.nodeIds, overlay.runs) ?? {};
      return {
        ...{ status: undefined, error: undefined, total: 0, over: 0, failed: 0, ...run, ...counts },
        problems: group.nodeIds.filter((nodeId) => overlay.problems[nodeId]?.severity === 'error').length,
        isCurrent: overlay.current === id,
      };
    }),
  );
  const state = status ?? 'idle';
  const counts = countsText({ total, over, failed });
  return (
    <div
      className={`${steps.node} ${classes.card}`}
      role="group"
      aria-roledescription="group"
      aria-label={`${group.label}, group, ${state}`}
      aria-description={status ? `${counts} of its steps` : formatCount(group.nodeIds.length, 'step')}
      tabIndex={isCurrent ? 0 : -1}
      data-node={id}
      data-kind="group"
      data-tone="group"
      data-state={state}
      data-selected={selected || undefined}
    >
      <span className={classes.stack} />
      <NodeShape kind="action" width={NODE_WIDTH} height={NODE_HEIGHT} />
      <span className={steps.icon}>
        <Layers size={18} aria-hidden />
      </span>
      <span className={steps.text}>
        <NodeLabel id={id} title={group.label} of="group" />
        <span className={steps.subtitle}>{formatCount(group.nodeIds.length, 'step')}</span>
      </span>
      <Handle id={INPUT_HANDLE} type="target" position={Position.Left} isConnectable={false} className={classes.port} />
      <Handle
        id={DEFAULT_PORT}
        type="source"
        position={Position.Right}
        isConnectable={false}
        className={classes.port}
      />
      {actions && (
        <button
          type="button"
          className={`${classes.unfold} nodrag nopan`}
          tabIndex={-1}
          aria-label={`Expand group ${group.label}`}
          aria-expanded={false}
          title="Expand"
          onClick={(event) => {
            event.stopPropagation();
            actions.toggleGroup(group.id);
          }}
        >
          <ChevronRight size={14} aria-hidden />
        </button>
      )}
      {status ? (
        <span className={steps.badge}>
          <StateGlyph state={status} size={16} />
        </span>
      ) : (
        problems > 0 && (
          <span
            className={steps.badge}
            data-severity="error"
            title={formatCount(problems, 'step has problems', 'steps have problems')}
          >
            <TriangleAlert size={14} aria-hidden />
          </span>
        )
      )}
      {status && (
        <span className={steps.counts} data-failed={failed > 0 || undefined}>
          {counts}
        </span>
      )}
      {error && <span className={steps.error}>{error}</span>}
    </div>
  );
});
