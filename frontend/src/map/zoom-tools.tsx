import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Maximize2, Minus, Plus } from 'lucide-react';
import type { MapViewing } from './use-map-view';
import classes from './map-view.module.css';

/** How large the map is shown; Ctrl and the wheel do the same. */
export function ZoomTools({ view: { zoom, zoomIn, zoomOut, zoomFull, zoomToFit } }: { view: MapViewing }) {
  return (
    <div className={classes.zoom} role="toolbar" aria-label="Zoom">
      <Tooltip label="Smaller">
        <ActionIcon variant="subtle" color="gray" aria-label="Zoom out" onClick={zoomOut}>
          <Minus size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Button variant="subtle" color="gray" size="compact-xs" aria-label="Zoom to 100 %" onClick={zoomFull}>
        {Math.round(zoom * 100)} %
      </Button>
      <Tooltip label="Larger">
        <ActionIcon variant="subtle" color="gray" aria-label="Zoom in" onClick={zoomIn}>
          <Plus size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Fit all into the window">
        <ActionIcon variant="subtle" color="gray" aria-label="Fit the map" onClick={zoomToFit}>
          <Maximize2 size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
