import type { MapEdge, MapNode as Node } from '@eventloom/backend/contract';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { CardPopover } from './card-popover';
import { arrangeMap, NODE_HEIGHT, spreadColumns } from './layout-map';
import { COLUMN_NAMES, MapPlane } from './map-plane';
import classes from './map-view.module.css';
import { NodeCard } from './node-card';
import type { DrawnMap } from './draw-map';
import { travel, travelKeyOf } from './travel';
import { useEscape } from './use-escape';
import { isGround, useMapView } from './use-map-view';
import { ZoomTools } from './zoom-tools';

interface MapViewProps {
  /** What is drawn; the same object as long as only rates and backlogs change. */
  shape: DrawnMap;
  /** The nodes and edges as they are now. */
  nodes: ReadonlyMap<string, Node>;
  edges: ReadonlyMap<string, MapEdge>;
  /** What a search has found; undefined without a search. */
  found: ReadonlySet<string> | undefined;
  /** The nodes that all else is left out for, if there are any. */
  focused: readonly string[];
  onShowAll: () => void;
}

/** The map itself: scrolled, dragged and zoomed; a card opens at the node that is chosen. */
export function MapView({ shape, nodes, edges, found, focused, onShowAll }: MapViewProps) {
  const arrangement = useMemo(() => arrangeMap(shape), [shape]);
  const view = useMapView(arrangement.height);
  const across = useMemo(() => spreadColumns(view.width), [view.width]);
  const [open, setOpen] = useState<string>();
  const node = open === undefined ? undefined : nodes.get(open);
  const place = open === undefined ? undefined : arrangement.places.get(open);

  const elementOf = (id: string) =>
    view.scroller.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`) ?? undefined;
  const show = (id: string): void => {
    elementOf(id)?.scrollIntoView({ block: 'center', inline: 'nearest' });
    setOpen(id);
  };
  const close = (): void => {
    if (open !== undefined) elementOf(open)?.focus();
    setOpen(undefined);
  };
  const leave = ({ target }: MouseEvent): void => {
    if (target instanceof Element && isGround(target)) setOpen(undefined);
  };
  const toggle = useCallback((id: string) => setOpen((old) => (old === id ? undefined : id)), []);
  useEscape(node && place ? close : focused.length > 0 ? onShowAll : undefined);

  const isDrawn = view.width > 0;
  const bringIn = useEffectEvent((id: string) => elementOf(id)?.scrollIntoView({ block: 'center', inline: 'nearest' }));
  const firstFound = found?.values().next().value;
  useEffect(() => {
    if (isDrawn && firstFound !== undefined) bringIn(firstFound);
  }, [isDrawn, firstFound]);
  const focus = focused[0];
  const lastFocus = useRef<string>(undefined);
  useEffect(() => {
    // Whoever looks at all again wants to see where the node is that was looked at.
    const sought = focus ?? lastFocus.current;
    lastFocus.current = focus;
    if (isDrawn && sought !== undefined) bringIn(sought);
  }, [isDrawn, focus]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const key = travelKeyOf(event.key);
    const from = event.target instanceof HTMLElement ? event.target.dataset.node : undefined;
    if (!key || from === undefined) return;
    event.preventDefault();
    const next = travel(from, key, arrangement, shape.edges);
    if (next !== undefined) elementOf(next)?.focus();
  };

  const { zoom } = view;
  const columns = across.columns.map(({ left, width }) => ({ left: left * zoom, width: width * zoom }));
  return (
    <div className={classes.frame}>
      <div
        ref={view.ref}
        className={classes.scroller}
        data-testid="system-map"
        role="group"
        aria-label="System map"
        onKeyDown={onKeyDown}
        onClick={leave}
        {...view.drag}
      >
        <div className={classes.sheet} style={{ width: across.width * zoom }}>
          <div className={classes.heads} data-far={zoom < 0.4 || undefined}>
            {COLUMN_NAMES.map((name, column) => (
              <h2 key={name} style={columns[column]}>
                {name} <span>{arrangement.columns[column]?.length}</span>
              </h2>
            ))}
          </div>
          <div className={classes.ground} style={{ height: arrangement.height * zoom }}>
            {isDrawn && (
              <MapPlane {...{ shape, arrangement, across, zoom, nodes, edges, found, open }} onToggle={toggle} />
            )}
            {node && place && (
              <CardPopover
                key={node.id}
                box={{ ...columns[place.column], top: place.y * zoom, height: NODE_HEIGHT * zoom }}
              >
                <NodeCard
                  {...{ node, nodes, edges }}
                  isFocused={focused.includes(node.id)}
                  onOpen={show}
                  onClose={close}
                />
              </CardPopover>
            )}
          </div>
        </div>
      </div>
      <ZoomTools view={view} />
    </div>
  );
}
