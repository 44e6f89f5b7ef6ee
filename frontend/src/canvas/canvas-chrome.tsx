import { ActionIcon, Tooltip } from '@mantine/core';
import { Background, BackgroundVariant, Panel, useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { memo } from 'react';
import { CanvasMap } from './canvas-map';
import { FIT } from './fit';
import classes from './flow-canvas.module.css';
import { animated } from './motion';

/** What stands around the steps: the grid, the controls of the view, the map of the whole. */
export const CanvasChrome = memo(function CanvasChrome() {
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--color-hairline)" />
      <ZoomControls />
      <CanvasMap />
    </>
  );
});

function ZoomControls() {
  const flow = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left" className={classes.zoom}>
      <ZoomButton label="Zoom out" onClick={() => void flow.zoomOut(animated())}>
        <Minus size={14} aria-hidden />
      </ZoomButton>
      <span className={classes.percent}>{percent} %</span>
      <ZoomButton label="Zoom in" onClick={() => void flow.zoomIn(animated())}>
        <Plus size={14} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Fit view" onClick={() => void flow.fitView({ ...FIT, ...animated() })}>
        <Maximize size={14} aria-hidden />
      </ZoomButton>
    </Panel>
  );
}

function ZoomButton({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
