import { systemMapSchema, type SystemMap } from '@eventloom/backend/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './client';

/** Rates and backlogs change by themselves; the server looks anew every two seconds at most. */
const REFRESH_MS = 4000;

export const mapQuery = queryOptions({
  queryKey: ['map'],
  queryFn: ({ signal }) => request('GET', '/map', systemMapSchema, { signal }),
  refetchInterval: REFRESH_MS,
});

export const useSystemMap = () => useQuery(mapQuery);

/** What the map is drawn from, without what changes all the time: the same object as long as nothing else does. */
export const useMapShape = () => useQuery({ ...mapQuery, select: shapeOf });

function shapeOf({ nodes, edges }: SystemMap): SystemMap {
  return {
    nodes: nodes.map(({ status: _, ...node }) => ({ ...node, ratePerMinute: 0 })),
    edges: edges.map(({ backlog: _, ...edge }) => ({ ...edge, ratePerMinute: 0 })),
  };
}
