import type { NodeProps } from '@xyflow/react';
import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import { useCanvas } from './canvas-overlay';
import type { FrameFlowNode } from './canvas-elements';
import classes from './group-nodes.module.css';
import { NodeLabel } from './node-label';

/** The frame around the steps of a group. Its head moves them all; within it the canvas is as anywhere else. */
export const FrameNode = memo(function FrameNode({ id, data: { group }, selected }: NodeProps<FrameFlowNode>) {
  const { actions } = useCanvas();
  return (
    <div
      className={classes.frame}
      role="group"
      aria-roledescription="group"
      aria-label={`Group, ${group.label}`}
      tabIndex={-1}
      data-node={id}
      data-selected={selected || undefined}
    >
      <div className={`${classes.head} frame-head`}>
        {actions && (
          <button
            type="button"
            className={`${classes.fold} nodrag nopan`}
            tabIndex={-1}
            aria-label={`Collapse group ${group.label}`}
            aria-expanded
            title="Collapse"
            onClick={(event) => {
              event.stopPropagation();
              actions.toggleGroup(group.id);
            }}
          >
            <ChevronDown size={14} aria-hidden />
          </button>
        )}
        <NodeLabel id={id} title={group.label} of="group" />
      </div>
    </div>
  );
});
