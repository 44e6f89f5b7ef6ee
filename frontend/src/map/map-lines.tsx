import type { MapEdge } from '@eventloom/backend/contract';
import { memo } from 'react';
import type { Line } from './edge-lines';
import classes from './map-lines.module.css';
import { formatRate } from './map-words';

interface MapLinesProps {
  lines: readonly Line[];
  edges: ReadonlyMap<string, MapEdge>;
  width: number;
  height: number;
  /** The node that the pointer is at: its edges stand out. */
  pointed: string | undefined;
  /** The node whose card is open: all but its edges step back. */
  open: string | undefined;
  /** What a search has found; only what is tied to it stands out. Undefined without a search. */
  found: ReadonlySet<string> | undefined;
}

/** How events go, how many and how many wait; the cards of the nodes tell the same to those who do not see it. */
export function MapLines({ lines, edges, width, height, pointed, open, found }: MapLinesProps) {
  const drawn = lines.flatMap((line) => {
    const edge = edges.get(line.id);
    if (!edge) return [];
    const touches = (id: string | undefined): boolean => edge.source === id || edge.target === id;
    const isFound = found === undefined || found.has(edge.source) || found.has(edge.target);
    const isDim = open === undefined ? !isFound : !touches(open);
    return [{ line, edge, isDim, isLit: touches(pointed) || touches(open) }];
  });
  return (
    <div aria-hidden>
      <svg className={classes.lines} width={width} height={height}>
        <marker
          id="map-return"
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path className={classes.head} d="M0 0L8 4L0 8Z" />
        </marker>
        {drawn.map((props) => (
          <EdgeLine key={props.line.id} {...props} />
        ))}
      </svg>
      {drawn.map((props) => (
        <EdgeWords key={props.line.id} {...props} />
      ))}
    </div>
  );
}

interface EdgeProps {
  line: Line;
  edge: MapEdge;
  isDim: boolean;
  isLit: boolean;
}

const EdgeLine = memo(function EdgeLine({ line, edge, isDim, isLit }: EdgeProps) {
  return (
    <path
      className={classes.line}
      d={line.path}
      strokeWidth={widthOf(edge.ratePerMinute)}
      markerEnd={line.isReturn ? 'url(#map-return)' : undefined}
      data-return={line.isReturn || undefined}
      data-live={edge.ratePerMinute > 0 || undefined}
      data-late={isLate(edge) || undefined}
      data-dim={isDim || undefined}
      data-lit={isLit || undefined}
    />
  );
});

/** Where lines are many, words without room are there only while one looks at what they are tied to. */
const EdgeWords = memo(function EdgeWords({ line, edge, isDim, isLit }: EdgeProps) {
  const { ratePerMinute, backlog = 0 } = edge;
  if (ratePerMinute === 0 && backlog === 0) return null;
  if (!isLit && !line.hasRoom) return null;
  const { x, y } = line.words;
  return (
    <span
      className={classes.words}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
      data-dim={isDim || undefined}
      data-lit={isLit || undefined}
    >
      {ratePerMinute > 0 && `${formatRate(ratePerMinute)}/min`}
      {backlog > 0 && <b className={classes.backlog}>{backlog.toLocaleString()} waiting</b>}
    </span>
  );
});

function isLate({ backlog = 0 }: MapEdge): boolean {
  return backlog > 0;
}

/** Ten times as many events make a line about a pixel and a half wider. */
function widthOf(perMinute: number): number {
  return Math.min(6, 1.25 + 1.5 * Math.log10(1 + perMinute));
}
