import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Suspense } from 'react';
import { lazyPart } from '../ui/lazy-part';
import classes from './editor.module.css';
import { Palette } from './palette/palette';
import { useEditor, useUi } from './use-editor';

const OutlineTree = lazyPart(() => import('./outline/outline-tree').then((module) => module.default));

/** What can be put on the canvas, or what is on it, as a list. */
export function LeftPane() {
  const { session } = useEditor();
  const pane = useUi((ui) => ui.leftPane);
  const [isFolded, setFolded] = useLocalStorage({ key: 'eventloom.palette-folded', defaultValue: false });
  const label = isFolded ? 'Show steps' : 'Hide steps';
  return (
    <div className={classes.left} data-pane data-folded={isFolded || undefined}>
      <div className={classes.leftHead}>
        {!isFolded && (
          <SegmentedControl
            size="xs"
            fullWidth
            value={pane}
            data={[
              { value: 'palette', label: 'Steps' },
              { value: 'outline', label: 'Outline' },
            ]}
            onChange={(value) => session.ui.setState({ leftPane: value === 'outline' ? 'outline' : 'palette' })}
            className={classes.leftTabs}
          />
        )}
        <Tooltip label={label} position="right">
          <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setFolded(!isFolded)}>
            {isFolded ? <PanelLeftOpen size={16} aria-hidden /> : <PanelLeftClose size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
      {!isFolded && pane === 'palette' && <Palette />}
      {!isFolded && pane === 'outline' && (
        <Suspense fallback={null}>
          <OutlineTree />
        </Suspense>
      )}
    </div>
  );
}
