import { useStore } from '@xyflow/react';
import { memo } from 'react';
import type { Guide } from './align-guides';
import classes from './guide-layer.module.css';
import { LayerPortal } from './layer-portal';

/** The lines that a dragged step is in line with. */
export const GuideLayer = memo(function GuideLayer({ guides }: { guides: readonly Guide[] }) {
  // A hair's breadth on the screen, however near the view is.
  const thin = useStore(({ transform }) => 1 / transform[2]);
  if (guides.length === 0) return null;
  return (
    <LayerPortal layer="viewport-portal">
      {guides.map((guide) => (
        <div key={guide.axis} className={classes.guide} style={styleOf(guide, thin)} aria-hidden />
      ))}
    </LayerPortal>
  );
});

function styleOf({ axis, at, from, to }: Guide, thin: number): React.CSSProperties {
  const length = to - from;
  return axis === 'x'
    ? { width: thin, height: length, transform: `translate(${at - thin / 2}px, ${from}px)` }
    : { width: length, height: thin, transform: `translate(${from}px, ${at - thin / 2}px)` };
}
