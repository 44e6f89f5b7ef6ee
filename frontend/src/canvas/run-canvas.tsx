import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import { useEffect, useMemo, useState } from 'react';
import { createOverlay } from './canvas-overlay';
import { nodeRuns, type ShownStep } from './node-runs';
import { placeNodes } from './place-nodes';
import { ShowCanvas } from './show-canvas';

interface RunCanvasProps {
  graph: Graph;
  manifests: ReadonlyMap<string, NodeManifest>;
  steps: readonly ShownStep[];
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string | undefined) => void;
}

/** A run over the graph that it ran: to look at and to choose a step, not to change. */
export function RunCanvas({ graph, steps, ...canvas }: RunCanvasProps) {
  const [overlay] = useState(() => createOverlay(nodeRuns(steps)));
  const placed = useMemo(() => placeNodes(graph), [graph]);
  useEffect(() => overlay.setState(({ runs }) => ({ runs: nodeRuns(steps, runs) })), [overlay, steps]);
  return <ShowCanvas graph={placed} overlay={overlay} {...canvas} />;
}
