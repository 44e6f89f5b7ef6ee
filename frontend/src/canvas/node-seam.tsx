import type { GraphNode } from '@eventloom/backend/contract';
import { lazy, Suspense } from 'react';
import { useCanvas } from './canvas-overlay';
import { seamOf } from './topic-links';

const SeamStub = lazy(async () => ({ default: (await import('./seam-stub')).SeamStub }));

/** What ties a step to other workflows, if it sends or hears a topic; nothing on a canvas that only shows. */
export function NodeSeam({ node, isCurrent }: { node: GraphNode; isCurrent: boolean }) {
  const { workflowId } = useCanvas();
  const seam = workflowId === undefined ? undefined : seamOf(node);
  if (!seam || workflowId === undefined) return null;
  return (
    <Suspense fallback={null}>
      <SeamStub {...seam} isOwnConsumer={node.type === 'webhook'} workflowId={workflowId} isCurrent={isCurrent} />
    </Suspense>
  );
}
