import type { FitViewOptions } from '@xyflow/react';

/** How much room is left around all steps: the right side has also the stubs of their free outputs. */
export const FIT: FitViewOptions = {
  maxZoom: 1,
  padding: { top: '4%', right: '6%', bottom: '4%', left: '3%' },
};
