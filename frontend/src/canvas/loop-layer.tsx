import type { Graph } from '@eventloom/backend/contract';
import { memo, useMemo } from 'react';
import type { Manifests, StepFlowNode } from './flow-elements';
import { LayerPortal } from './layer-portal';
import { loopBodies } from './loop-bodies';
import classes from './loop-layer.module.css';
import { loopRegions } from './loop-regions';

interface LoopLayerProps {
  graph: Graph;
  manifests: Manifests;
  /** Where the steps are drawn, also while they are dragged. */
  nodes: readonly StepFlowNode[];
}

/** Behind the steps: what each loop repeats, so that a body can be told from what comes after. */
export const LoopLayer = memo(function LoopLayer({ graph, manifests, nodes }: LoopLayerProps) {
  const bodies = useMemo(() => loopBodies(graph), [graph]);
  if (bodies.size === 0) return null;
  return (
    <LayerPortal layer="viewport-portal">
      <div className={classes.layer} aria-hidden>
        {loopRegions(graph, manifests, bodies, nodes).map(({ loopId, title, x, y, width, height }) => (
          <div
            key={loopId}
            className={classes.region}
            data-loop={loopId}
            style={{ width, height, transform: `translate(${x}px, ${y}px)` }}
          >
            <span className={classes.title}>{title}</span>
          </div>
        ))}
      </div>
    </LayerPortal>
  );
});
