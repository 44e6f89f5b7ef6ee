import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';

/**
 * Keeps React Flow from measuring the steps: all sizes and ports are given, and asking the browser for each of 500 steps
 * is what opening a large workflow would mostly consist of. It also fits the view after measuring, so that is done here.
 */
export function useGivenSizes(): void {
  const store = useStoreApi();
  useState(() => store.setState({ updateNodeInternals: () => undefined }));
  const canFit = useStore((state) => state.fitViewQueued && state.panZoom !== null && state.width > 0);
  useEffect(() => {
    const { nodes, setNodes } = store.getState();
    if (canFit && nodes.length > 0) setNodes(nodes);
  }, [store, canFit]);
}
