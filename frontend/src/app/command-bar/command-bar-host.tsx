import { Suspense, useEffect } from 'react';
import { Awaited } from '../../ui/awaited';
import { lazyPart } from '../../ui/lazy-part';
import { closeCommandBar, openCommandBar, useCommandBar } from './command-bar-store';

const CommandBar = lazyPart(() => import('./command-bar').then((module) => module.default));

/** Opens the command bar on Ctrl K or Cmd K, wherever the focus is, unless a dialog has it. */
export function CommandBarHost() {
  const isOpen = useCommandBar((state) => state.isOpen);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isAsked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'k';
      if (!isAsked) return;
      event.preventDefault();
      if (document.querySelector('dialog[open], [role="dialog"]') === null) openCommandBar();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    isOpen && (
      <Suspense fallback={<Awaited />}>
        <CommandBar onClose={closeCommandBar} />
      </Suspense>
    )
  );
}
