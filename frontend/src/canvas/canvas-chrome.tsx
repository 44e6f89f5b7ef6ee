import { ActionIcon, Tooltip } from '@mantine/core';
import { Background, BackgroundVariant, MiniMap, Panel, useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { memo, useCallback } from 'react';
import { useOverlay } from './canvas-overlay';
import classes from './flow-canvas.module.css';
import type { CanvasElement } from './canvas-elements';
import { groupRun } from './group-run';
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
      <ZoomButton label="Fit view" onClick={() => void flow.fitView({ maxZoom: 1, padding: 0.08, ...animated() })}>
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

/** The map takes its colours from the states of the steps; it is drawn again only when one of those changed. */
function CanvasMap() {
  const runs = useOverlay((overlay) => overlay.runs);
  const colour = useCallback(
    (node: CanvasElement) => {
      if (node.type === 'note') return 'color-mix(in srgb, var(--color-text) 12%, var(--color-note))';
      if (node.type === 'frame') return 'color-mix(in srgb, var(--color-control) 12%, transparent)';
      const status = (node.type === 'card' ? groupRun(node.data.group.nodeIds, runs) : runs[node.id])?.status;
      return status ? `var(--color-${status})` : 'color-mix(in srgb, var(--color-control) 45%, var(--color-surface))';
    },
    [runs],
  );
  return (
    <div className={classes.map} data-testid="minimap">
      <MiniMap
        pannable
        zoomable
        ariaLabel="Map of the whole workflow"
        nodeColor={colour}
        nodeBorderRadius={16}
        bgColor="var(--color-surface)"
        maskColor="color-mix(in srgb, var(--color-canvas) 70%, transparent)"
        style={{ width: 160, height: 100 }}
      />
    </div>
  );
}
