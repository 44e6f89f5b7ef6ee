import { useStore, ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { Guide } from './align-guides';
import { useOverlay } from './canvas-overlay';
import classes from './guide-layer.module.css';

/** The lines that a dragged step is in line with. */
export const GuideLayer = memo(function GuideLayer() {
  const guides = useOverlay((overlay) => overlay.guides);
  return guides.length === 0 ? null : <Guides guides={guides} />;
});

function Guides({ guides }: { guides: readonly Guide[] }) {
  // A hair's breadth on the screen, however near the view is.
  const thin = useStore(({ transform }) => 1 / transform[2]);
  return (
    <ViewportPortal>
      {guides.map((guide) => (
        <div key={guide.axis} className={classes.guide} style={styleOf(guide, thin)} aria-hidden />
      ))}
    </ViewportPortal>
  );
}

function styleOf({ axis, at, from, to }: Guide, thin: number): React.CSSProperties {
  const length = to - from;
  return axis === 'x'
    ? { width: thin, height: length, transform: `translate(${at - thin / 2}px, ${from}px)` }
    : { width: length, height: thin, transform: `translate(${from}px, ${at - thin / 2}px)` };
}
