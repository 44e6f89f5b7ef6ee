import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import { useEffect, useState } from 'react';
import { createOverlay, type ShownChanges } from './canvas-overlay';
import { ShowCanvas } from './show-canvas';

interface DiffCanvasProps {
  /** The newer graph, and what of the older one is gone; every step has its place. */
  graph: Graph;
  changes: ShownChanges;
  manifests: ReadonlyMap<string, NodeManifest>;
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string | undefined) => void;
}

/** Two states of a workflow on one canvas: what was added, removed, changed and moved. */
export function DiffCanvas({ changes, ...canvas }: DiffCanvasProps) {
  const [overlay] = useState(createOverlay);
  useEffect(() => overlay.setState({ changes }), [overlay, changes]);
  return <ShowCanvas overlay={overlay} {...canvas} />;
}
