import { useDocumentTitle } from '@mantine/hooks';
import type { SystemMap } from '@eventloom/backend/contract';
import { getRouteApi } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { useMemo } from 'react';
import { mapQuery, useMapShape, useSystemMap } from '../api/map';
import { useLiveRefresh } from '../api/use-live-refresh';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { ListState } from '../ui/list-state';
import { drawMap } from './draw-map';
import { focusOn } from './focus-on';
import classes from './map-page.module.css';
import { MapTools } from './map-tools';
import { MapView } from './map-view';
import { findNodes } from './map-words';

const route = getRouteApi('/shell/map');
/** The server keeps its answer for two seconds. */
const AFTER_CHANGE_MS = 2500;

/** How events go, live: what makes them, the topics they run along, and what runs for them. */
export function MapPage() {
  useDocumentTitle('Map · Eventloom');
  const query = useSystemMap();
  const shape = useMapShape();
  useLiveRefresh(mapQuery.queryKey, { when: (change) => change.type === 'workflow', everyMs: AFTER_CHANGE_MS });
  const isEmpty = query.data?.nodes.length === 0;
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Map</h1>
      {!query.data && (
        <div className={classes.state}>
          <ListState name="The map" query={query} />
        </div>
      )}
      {isEmpty && <NothingYet />}
      {query.data && shape.data && !isEmpty && <DrawnMapOf now={query.data} shape={shape.data} />}
    </div>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon={<Network size={32} aria-hidden />}
      text="No workflow is published yet, so no event has anywhere to go: publish one and it is drawn here."
    >
      <LinkButton to="/workflows">Go to workflows</LinkButton>
    </EmptyState>
  );
}

/** The map of an answer: its shape is drawn anew only when who is tied to whom has changed, its numbers each time. */
function DrawnMapOf({ now, shape }: { now: SystemMap; shape: SystemMap }) {
  const { q = '', focus } = route.useSearch();
  const navigate = route.useNavigate();
  const whole = useMemo(() => drawMap(shape), [shape]);
  const live = useMemo(() => drawMap(now), [now]);
  const nodes = useMemo(() => new Map(live.nodes.map((node) => [node.id, node])), [live]);
  const edges = useMemo(() => new Map(live.edges.map((edge) => [edge.id, edge])), [live]);
  const shown = useMemo(() => (focus === undefined ? whole : focusOn(whole, focus)), [whole, focus]);
  const focused = focus === undefined ? [] : (whole.standIns.get(focus) ?? [focus]);
  const found = useMemo(() => (q === '' ? undefined : new Set(findNodes(shown.nodes, q))), [shown, q]);
  const showAll = () => void navigate({ search: (old) => ({ ...old, focus: undefined }) });
  return (
    <>
      <MapTools
        found={found?.size}
        focus={focus === undefined ? undefined : (nodes.get(focused[0] ?? '')?.label ?? focus)}
        onShowAll={showAll}
      />
      {shown.nodes.length === 0 ? (
        <EmptyState text="What the link leads to is no longer on the map: its workflow may have been paused or deleted.">
          <LinkButton to="/map" variant="default">
            Show all
          </LinkButton>
        </EmptyState>
      ) : (
        <MapView {...{ shape: shown, nodes, edges, found, focused }} onShowAll={showAll} />
      )}
    </>
  );
}
