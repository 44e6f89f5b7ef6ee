import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import classes from './data-viewer.module.css';
import { rawLines } from './tree-rows';

const LINE_HEIGHT = 18;

/** A value as indented JSON. */
export function RawView({ label, value }: { label: string; value: unknown }) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => rawLines(value), [value]);
  const virtual = useVirtualizer({
    count: lines.length,
    estimateSize: () => LINE_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 20,
  });
  const shown = virtual.getVirtualItems();
  return (
    <div ref={scroller} className={classes.scroller} role="region" aria-label={`${label}, raw`} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        <pre className={classes.raw} style={{ top: shown[0]?.start ?? 0 }}>
          {shown.map((item) => lines[item.index]).join('\n')}
        </pre>
      </div>
    </div>
  );
}
