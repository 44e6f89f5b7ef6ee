import { lazy, Suspense, useEffect, useRef } from 'react';
import { positionOf } from '../canvas/place-nodes';
import { CanvasPane } from './canvas-pane';
import classes from './editor.module.css';
import { onlyNode } from './editor-session';
import { ConflictBanner } from './header/conflict-banner';
import { EmptiedBanner } from './header/emptied-banner';
import { EditorHeader } from './header/editor-header';
import { ShortcutsDialog } from './header/shortcuts-dialog';
import { LeftPane } from './left-pane';
import { StepPicker } from './palette/step-picker';
import { PanelDock } from './panel/panel-dock';
import { StepPanel } from './panel/step-panel';
import { ProblemsPanel } from './problems/problems-panel';
import { PublishDialog } from './publish/publish-dialog';
import { WorkflowSettingsDialog } from './settings/workflow-settings-dialog';
import { PinBanner } from './testing/pin-banner';
import { useEditor, useUi } from './use-editor';

const TestingDialogs = lazy(() => import('./testing/testing-dialogs'));

/** Where the parts of the editor stand. The settings take room from the canvas, never from the step they are about. */
export function EditorLayout() {
  const nodeId = useUi((ui) => (ui.isPanelOpen ? onlyNode(ui.selection) : undefined));
  const { session, view } = useEditor();
  useChosenInView(nodeId);
  const close = (): void => {
    session.ui.setState({ isPanelOpen: false });
    if (nodeId !== undefined) view.focus(nodeId);
  };
  return (
    <div className={classes.editor} data-panel={nodeId !== undefined || undefined}>
      <EditorHeader />
      <ConflictBanner />
      <EmptiedBanner />
      <PinBanner />
      <div className={classes.body}>
        <LeftPane />
        <div className={classes.middle}>
          <CanvasPane />
          <ProblemsPanel />
        </div>
        {nodeId !== undefined && (
          <PanelDock onClose={close}>
            <StepPanel key={nodeId} nodeId={nodeId} onClose={close} />
          </PanelDock>
        )}
      </div>
      <StepPicker />
      <ShortcutsDialog />
      <WorkflowSettingsDialog />
      <PublishDialog />
      <Suspense fallback={null}>
        <TestingDialogs />
      </Suspense>
    </div>
  );
}

/** The canvas gets narrower when the settings open; what they are about has to stay in sight. */
function useChosenInView(nodeId: string | undefined): void {
  const { session, view } = useEditor();
  const isFirst = useRef(true);
  useEffect(() => {
    if (nodeId === undefined) return undefined;
    // Not before React Flow has taken notice of its new size; on opening the page, not before it has fitted the view.
    const timer = setTimeout(
      () => {
        const node = session.graph.nodes.find((each) => each.id === nodeId);
        const { placedByHand } = session.ui.getState();
        if (node) view.reveal(positionOf(node), placedByHand === nodeId ? 'half' : 'whole');
      },
      isFirst.current ? 300 : 60,
    );
    isFirst.current = false;
    return () => clearTimeout(timer);
  }, [nodeId, session, view]);
}
