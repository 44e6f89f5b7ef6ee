import { getBezierPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useOverlay } from './canvas-overlay';
import classes from './edges.module.css';
import type { TopicFlowEdge } from './flow-elements';
import { LayerPortal } from './layer-portal';
import { useIsFar } from './zoom-level';

/** What flows from a publisher to a subscriber over a topic: a seam, not a connection; each end can live without the other. */
export const TopicEdge = memo(function TopicEdge(props: EdgeProps<TopicFlowEdge>) {
  const { from = '', to = '' } = props.data ?? {};
  const isTaken = useOverlay(({ runs }) => runs[from]?.status === 'succeeded' && runs[to] !== undefined);
  const isFar = useIsFar();
  const [path] = getBezierPath(props);
  return (
    <>
      <path className={`react-flow__edge-path ${classes.topic}`} d={path} data-taken={isTaken || undefined} />
      {isTaken && <circle className={classes.topicPulse} r={4} style={{ offsetPath: `path("${path}")` }} />}
      {!isFar && (
        <LayerPortal layer="edgelabel-renderer">
          <span
            className={classes.topicName}
            style={{ transform: `translate(-100%, -50%) translate(${props.targetX - 18}px, ${props.targetY}px)` }}
            aria-hidden
          >
            {props.data?.topic}
          </span>
        </LayerPortal>
      )}
    </>
  );
});
