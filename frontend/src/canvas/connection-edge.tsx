import { EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react';
import { Plus } from 'lucide-react';
import { memo } from 'react';
import { useCanvas, useOverlay } from './canvas-overlay';
import classes from './edges.module.css';
import type { ConnectionFlowEdge } from './flow-elements';
import { travelOf } from './travel';

/** How far from its ends a connection can be taken to be led elsewhere. */
export const GRIP = 12;

/** A connection: it moves while its target works, and keeps the colour of what came of it. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionFlowEdge>) {
  const { id, source, target, data, selected } = props;
  const { overlay, actions } = useCanvas();
  const port = data?.port ?? '';
  const repeats = data?.repeats ?? false;
  const travel = useOverlay(({ runs }) => travelOf({ from: runs[source], to: runs[target], port, repeats }));
  const isHovered = useOverlay((state) => state.hoveredEdge === id);
  const isDropTarget = useOverlay((state) => state.dropEdge === id);
  const [path, x, y] = getBezierPath(props);
  return (
    <>
      <path
        className={`react-flow__edge-path ${classes.path}`}
        d={path}
        data-travel={travel}
        data-selected={selected || undefined}
        data-hovered={isHovered || undefined}
        data-dashed={data?.dashed || undefined}
        data-drop={isDropTarget || undefined}
      />
      <path className="react-flow__edge-interaction" d={path} fill="none" strokeOpacity={0} strokeWidth={24} />
      {(travel === 'travelling' || travel === 'taken') && (
        <circle className={classes.pulse} r={4} style={{ offsetPath: `path("${path}")` }} />
      )}
      {actions && (isHovered || selected) && (
        <>
          <circle className={classes.grip} cx={props.sourceX + GRIP} cy={props.sourceY} r={4} />
          <circle className={classes.grip} cx={props.targetX - GRIP} cy={props.targetY} r={4} />
        </>
      )}
      {actions && (isHovered || selected) && (
        <EdgeLabelRenderer>
          {/* Above the line, so that the line itself can still be pressed. */}
          <button
            type="button"
            className={`${classes.insert} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y - 20}px)` }}
            aria-label={`Insert step between ${data?.sourceTitle} and ${data?.targetTitle}`}
            title="Insert step"
            // The same kind of event as the line's own leaving: pointer events come before it, and would be undone by it.
            onMouseEnter={() => overlay.setState({ hoveredEdge: id })}
            onMouseLeave={() => overlay.setState({ hoveredEdge: undefined })}
            onClick={(event) => {
              event.stopPropagation();
              const { right, top } = event.currentTarget.getBoundingClientRect();
              actions.insertOnEdge(id, { x: right + 8, y: top });
            }}
          >
            <Plus size={14} aria-hidden />
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
