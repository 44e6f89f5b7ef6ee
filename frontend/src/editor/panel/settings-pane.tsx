import { Suspense, useState } from 'react';
import { lazyPart } from '../../ui/lazy-part';
import { PanelDock } from './panel-dock';
import classes from './panel.module.css';

const StepPanel = lazyPart(() => import('./step-panel').then((module) => module.StepPanel));

/** Where the settings of the chosen step stand: beside the canvas, or, expanded, between its input and its output. */
export function SettingsPane({ nodeId, onClose }: { nodeId: string; onClose: () => void }) {
  const [isExpanded, setExpanded] = useState(false);
  const leave = (): void => (isExpanded ? setExpanded(false) : onClose());
  return (
    <PanelDock isExpanded={isExpanded} onLeave={leave}>
      <Suspense fallback={<div className={classes.panel} />}>
        <StepPanel
          key={nodeId}
          nodeId={nodeId}
          isExpanded={isExpanded}
          onExpand={() => setExpanded(!isExpanded)}
          onClose={onClose}
        />
      </Suspense>
    </PanelDock>
  );
}
