import { useLocalStorage } from '@mantine/hooks';
import { useRef, type ReactNode } from 'react';
import classes from './panel.module.css';

const NARROWEST = 400;
const WIDEST = 640;
const STEP = 16;

const within = (width: number): number => Math.max(NARROWEST, Math.min(WIDEST, width));

/** The dock on the right; its left edge is pulled, by the pointer or the arrow keys, to make it wider. */
export function PanelDock({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const [width, setWidth] = useLocalStorage({
    key: 'eventloom.panel-width',
    defaultValue: NARROWEST,
    getInitialValueInEffect: false,
  });
  const pull = useRef<{ from: number; width: number } | undefined>(undefined);
  return (
    <aside
      className={classes.dock}
      data-pane
      aria-label="Step settings"
      style={{ width: within(width) }}
      onKeyDown={(event) => {
        // What opens over the settings, as a menu, keeps its own Esc.
        const isHere = event.currentTarget.contains(event.target as Node);
        if (event.key !== 'Escape' || event.defaultPrevented || !isHere) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div
        className={classes.edge}
        role="separator"
        aria-label="Width of the settings"
        aria-orientation="vertical"
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        aria-valuenow={within(width)}
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          pull.current = { from: event.clientX, width: within(width) };
        }}
        onPointerMove={(event) => {
          if (pull.current) setWidth(within(pull.current.width + pull.current.from - event.clientX));
        }}
        onPointerUp={() => (pull.current = undefined)}
        onKeyDown={(event) => {
          const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
          if (by !== undefined) setWidth(within(width + by));
        }}
      />
      {children}
    </aside>
  );
}
