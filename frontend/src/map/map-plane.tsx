import type { MapEdge, MapNode as Node } from '@eventloom/backend/contract';
import { useMemo, useState } from 'react';
import { drawLines } from './edge-lines';
import type { Across, Arrangement } from './layout-map';
import { MapLines } from './map-lines';
import { MapNode } from './map-node';
import { findBacklogs } from './map-words';
import classes from './map-view.module.css';
import type { DrawnMap } from './draw-map';

export const COLUMN_NAMES = ['Producers', 'Topics', 'Consumers'] as const;

interface MapPlaneProps {
  shape: DrawnMap;
  arrangement: Arrangement;
  across: Across;
  zoom: number;
  /** The nodes and edges as they are now. */
  nodes: ReadonlyMap<string, Node>;
  edges: ReadonlyMap<string, MapEdge>;
  /** What a search has found; undefined without a search. */
  found: ReadonlySet<string> | undefined;
  /** The node whose card is open. */
  open: string | undefined;
  onToggle: (id: string) => void;
}

/** All that is drawn: lines, their words, and above them the nodes, of which one is the tab stop. */
export function MapPlane({ shape, arrangement, across, zoom, nodes, edges, found, open, onToggle }: MapPlaneProps) {
  const lines = useMemo(() => drawLines(shape.edges, arrangement, across), [shape, arrangement, across]);
  const backlogs = useMemo(() => findBacklogs(edges.values()), [edges]);
  const [pointed, setPointed] = useState<string>();
  const [tabStop, setTabStop] = useState<string>();
  const { places, columns, height } = arrangement;
  const isStop = (id: string | undefined) =>
    id !== undefined && places.has(id) && (found === undefined || found.has(id));
  const stops = [tabStop, found?.values().next().value, columns.find((ids) => ids.length > 0)?.[0]];
  const current = stops.find(isStop) ?? stops.at(-1);
  return (
    <div className={classes.plane} style={{ width: across.width, height, transform: `scale(${zoom})` }}>
      <MapLines {...{ lines, edges, found, height, pointed, open }} width={across.width} />
      {across.columns.map((box, column) => (
        <ul key={COLUMN_NAMES[column]} className={classes.column} aria-label={COLUMN_NAMES[column]}>
          {columns[column]?.map((id) => {
            const node = nodes.get(id);
            if (!node) return null;
            return (
              <MapNode
                key={id}
                node={node}
                backlog={backlogs.get(id) ?? 0}
                left={box.left}
                width={box.width}
                y={places.get(id)?.y ?? 0}
                isCurrent={id === current}
                isDim={found !== undefined && !found.has(id)}
                isOpen={id === open}
                onToggle={onToggle}
                onCurrent={setTabStop}
                onPoint={setPointed}
              />
            );
          })}
        </ul>
      ))}
    </div>
  );
}
