import { Suspense, useEffect, useRef } from 'react';
import { positionOf } from '../canvas/place-nodes';
import { Banners } from './banners';
import { CanvasPane } from './canvas-pane';
import { EditorDialogs } from './editor-dialogs';
import classes from './editor.module.css';
import { onlyNode } from './editor-session';
import { EditorHeader } from './header/editor-header';
import { LeftPane } from './left-pane';
import { StepPicker } from './palette/step-picker';
import { SettingsPane } from './panel/settings-pane';
import { ProblemsPanel } from './problems/problems-panel';
import { lazyPart } from '../ui/lazy-part';
import { WorkflowTabs } from '../ui/workflow-tabs';
import { useEditor, useUi } from './use-editor';

const LogsPanel = lazyPart(() => import('./logs/logs-panel').then((module) => module.default));

/** Where the parts of the editor stand. The settings take room from the canvas, never from the step they are about. */
export function EditorLayout() {
  const nodeId = useUi((ui) => (ui.isPanelOpen ? onlyNode(ui.selection) : undefined));
  const areLogsOpen = useUi((ui) => ui.areLogsOpen);
  const { session, view } = useEditor();
  useChosenInView(nodeId);
  const close = (): void => {
    session.ui.setState({ isPanelOpen: false });
    if (nodeId !== undefined) view.focus(nodeId);
  };
  return (
    <div className={classes.editor} data-panel={nodeId !== undefined || undefined}>
      <EditorHeader />
      <WorkflowTabs workflowId={session.workflowId} />
      <Banners />
      <div className={classes.body}>
        <LeftPane />
        <div className={classes.middle}>
          <CanvasPane />
          {areLogsOpen && (
            <Suspense fallback={null}>
              <LogsPanel />
            </Suspense>
          )}
          <ProblemsPanel />
        </div>
        {nodeId !== undefined && <SettingsPane nodeId={nodeId} onClose={close} />}
      </div>
      <StepPicker />
      <EditorDialogs />
    </div>
  );
}

/** The canvas gets narrower when the settings open; what they are about has to stay in sight. */
function useChosenInView(nodeId: string | undefined): void {
  const { session, view } = useEditor();
  const isFirst = useRef(true);
  useEffect(() => {
    if (nodeId === undefined) return undefined;
    const reveal = (): void => {
      const node = session.graph.nodes.find((each) => each.id === nodeId);
      const { placedByHand } = session.ui.getState();
      if (node) view.reveal(positionOf(node), placedByHand === nodeId ? 'half' : 'whole');
    };
    let stop: (() => void) | undefined;
    // Not before React Flow has taken notice of its new size; on opening the page, not before it has fitted the view.
    const timer = setTimeout(
      () => {
        reveal();
        // Later the settings are made wider, or the window smaller.
        stop = view.watchWidth(reveal);
      },
      isFirst.current ? 300 : 60,
    );
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [nodeId, session, view]);
}
