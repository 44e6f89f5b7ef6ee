import { useEffect, useMemo, useRef } from 'react';
import type { CanvasView } from '../canvas/use-canvas-view';
import { focusSoon } from '../ui/focus-soon';

/** The view of the canvas, except that a step gets the focus where one works: in the outline if that had it last. */
export function useStepFocus(view: CanvasView): CanvasView {
  const isInOutline = useRef(false);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      if (target.closest('[role="treeitem"]')) isInOutline.current = true;
      else if (target.closest('[data-node]')) isInOutline.current = false;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  return useMemo(
    () => ({
      ...view,
      focus: (nodeId) => {
        const isThere = isInOutline.current && document.querySelector('[role="tree"]') !== null;
        if (isThere) focusSoon(() => document.querySelector<HTMLElement>(`[data-outline="${CSS.escape(nodeId)}"]`));
        else view.focus(nodeId);
      },
    }),
    [view],
  );
}
