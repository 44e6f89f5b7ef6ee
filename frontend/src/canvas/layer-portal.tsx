import { useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { createPortal } from 'react-dom';

interface LayerPortalProps {
  /** Over the connections and beneath the steps, or over both. */
  layer: 'edgelabel-renderer' | 'viewport-portal';
  children: ReactNode;
}

/**
 * Draws into one of the layers that move with the view. React Flow's own portals search the whole canvas for their layer
 * whenever anything about it changes, which with 500 steps takes longer than the drawing.
 */
export function LayerPortal({ layer, children }: LayerPortalProps) {
  const root = useStore((state) => state.domNode);
  const target = useMemo(() => root?.querySelector(`.react-flow__${layer}`), [root, layer]);
  return target ? createPortal(children, target) : null;
}
