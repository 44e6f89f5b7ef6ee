import { useEffect, useEffectEvent } from 'react';

/** Calls back on Escape wherever the focus is, unless a field or a dialog has it, which have an Escape of their own. */
export function useEscape(onEscape: (() => void) | undefined): void {
  const escape = useEffectEvent(() => onEscape?.());
  useEffect(() => {
    const onKeyDown = ({ key, target, defaultPrevented }: KeyboardEvent): void => {
      if (key !== 'Escape' || defaultPrevented) return;
      if (target instanceof Element && target.closest('input, textarea, dialog, [role="dialog"]')) return;
      escape();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
