import type { MapNode as Node } from '@eventloom/backend/contract';
import { memo } from 'react';
import { StateGlyph } from '../ui/state-badge';
import { NODE_HEIGHT } from './layout-map';
import classes from './map-node.module.css';
import { formatRate, nodeName } from './map-words';
import { NodeIcon, roleOf } from './node-icon';

interface MapNodeProps {
  node: Node;
  /** The runs that wait before it. */
  backlog: number;
  left: number;
  width: number;
  y: number;
  /** Whether the tab stop of the map is here. */
  isCurrent: boolean;
  isDim: boolean;
  isOpen: boolean;
  onToggle: (id: string) => void;
  onCurrent: (id: string) => void;
  onPoint: (id: string | undefined) => void;
}

/** A producer, topic or consumer: shape is role. */
export const MapNode = memo(function MapNode(props: MapNodeProps) {
  const { node, backlog, left, width, y, isCurrent, isDim, isOpen, onToggle, onCurrent, onPoint } = props;
  const { id, label, status, ratePerMinute } = node;
  const role = roleOf(node);
  return (
    <li className={classes.place} style={{ transform: `translate(${left}px, ${y}px)` }}>
      <button
        type="button"
        className={classes.node}
        style={{ width, height: NODE_HEIGHT }}
        data-node={id}
        data-kind={role}
        data-tone={role}
        data-dim={isDim || undefined}
        data-live={ratePerMinute > 0 || undefined}
        aria-label={nodeName(node)}
        aria-expanded={isOpen}
        tabIndex={isCurrent ? 0 : -1}
        title={label}
        onClick={() => onToggle(id)}
        onFocus={() => onCurrent(id)}
        onPointerEnter={() => onPoint(id)}
        onPointerLeave={() => onPoint(undefined)}
      >
        <span className={classes.icon}>
          <NodeIcon node={node} />
        </span>
        <span className={classes.label}>{label}</span>
      </button>
      <span className={classes.facts} aria-hidden>
        {status !== undefined && status !== 'published' && <StateGlyph state={status} size={12} />}
        {status !== undefined && status !== 'published' && `${status} · `}
        {formatRate(ratePerMinute)}/min
        {backlog > 0 && <b className={classes.backlog}>{backlog.toLocaleString()} waiting</b>}
      </span>
    </li>
  );
});
