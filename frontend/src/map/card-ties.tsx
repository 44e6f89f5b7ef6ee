import type { MapEdge, MapNode } from '@eventloom/backend/contract';
import { useId } from 'react';
import { formatRate } from './map-words';
import classes from './node-card.module.css';
import { NodeIcon } from './node-icon';

const MOST = 5;

interface CardTiesProps {
  title: string;
  ties: readonly MapEdge[];
  /** The end of each that is not the card's own. */
  end: 'source' | 'target';
  nodes: ReadonlyMap<string, MapNode>;
  onOpen: (id: string) => void;
}

/** The nodes at the other end of what leads to a node or from it, the busiest first: each opens its own card. */
export function CardTies({ title, ties, end, nodes, onOpen }: CardTiesProps) {
  const titleId = useId();
  if (ties.length === 0) return null;
  const busiest = [...ties].sort((a, b) => loadOf(b) - loadOf(a));
  return (
    <div className={classes.ties}>
      <h3 id={titleId}>{title}</h3>
      <ul aria-labelledby={titleId}>
        {busiest.slice(0, MOST).flatMap((edge) => {
          const node = nodes.get(edge[end]);
          if (!node) return [];
          return [
            <li key={edge.id}>
              <button type="button" className={classes.tie} title={node.label} onClick={() => onOpen(node.id)}>
                <NodeIcon node={node} size={13} />
                <span className={classes.tieLabel}>{node.label}</span>
                <span className={classes.tieRate}>{factsOf(edge)}</span>
              </button>
            </li>,
          ];
        })}
      </ul>
      {ties.length > MOST && <p className={classes.more}>and {ties.length - MOST} more: focus to see them all</p>}
    </div>
  );
}

function loadOf({ ratePerMinute, backlog = 0 }: MapEdge): number {
  return ratePerMinute + backlog;
}

function factsOf({ ratePerMinute, backlog = 0, isFiltered }: MapEdge): string {
  return [
    ...(isFiltered ? ['filtered'] : []),
    `${formatRate(ratePerMinute)}/min`,
    ...(backlog > 0 ? [`${backlog.toLocaleString()} waiting`] : []),
  ].join(' · ');
}
