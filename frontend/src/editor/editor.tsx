import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { CanvasContext, type NodeProblems } from '../canvas/canvas-overlay';
import { drawnGraph } from '../canvas/drawn-graph';
import { elementOf } from '../canvas/element-ids';
import type { Manifests } from '../canvas/flow-elements';
import { useCanvasView } from '../canvas/use-canvas-view';
import { useClipboard } from './clipboard/use-clipboard';
import { ClipboardCommands } from './commands/clipboard-commands';
import { EditCommands } from './commands/edit-commands';
import { FlowCommands } from './commands/flow-commands';
import { GroupCommands } from './commands/group-commands';
import { isCovered, isForField, isForWidget, shortcutsOf } from './commands/keymap';
import { useOfferedCommands } from './commands/offered';
import { EditorLayout } from './editor-layout';
import { onlyNode, type EditorSession } from './editor-session';
import { onlyChosen } from './model/chosen';
import { spotAfter, spotOn } from './model/place-step';
import { collectProblems, groupByNode, hasErrors } from './problems/collect-problems';
import { showFailure } from './run/show-failure';
import { Tests } from './testing/tests';
import { useTesting } from './testing/use-testing';
import { EditorContext, ProblemsContext, type EditorContextValue } from './use-editor';
import { useLiveSession } from './use-live-session';
import { useSeamRefresh } from './use-seam-refresh';
import { useSettingsAddress } from './settings/use-settings-address';
import { useStepFocus } from './use-step-focus';

interface EditorProps {
  session: EditorSession;
  manifests: Manifests;
  selectedNodeId: string | undefined;
  areSettingsOpen: boolean;
}

/** Ties the parts of the editor together: its state, its commands, its keys, its problems. */
export function Editor({ session, manifests, selectedNodeId, areSettingsOpen }: EditorProps) {
  const view = useStepFocus(useCanvasView());
  const queries = useQueryClient();
  const graph = useStore(session.document.store, (history) => history.present.graph);
  const checked = useStore(session.autosave.store, (state) => state.checked);
  const found = useStore(session.autosave.store, (state) => state.server.problems);
  const problems = useMemo(
    () => collectProblems(graph, manifests, { graph: checked, problems: found }),
    [graph, manifests, checked, found],
  );
  const context = useMemo((): EditorContextValue => {
    const edit = new EditCommands(session, view, manifests);
    const flow = new FlowCommands(session, queries);
    const clipboard = new ClipboardCommands(session, view, edit, manifests);
    const groups = new GroupCommands(session, view);
    const tests = new Tests(session, queries, manifests, flow);
    const shortcuts = shortcutsOf({ session, view, edit, flow, tests, groups });
    return { session, manifests, view, edit, flow, clipboard, groups, tests, shortcuts };
  }, [session, view, queries, manifests]);
  const canvas = useMemo(() => canvasContext(context), [context]);

  useLiveSession(session);
  useTesting(context);
  useSeamRefresh(session);
  useProblemMarks(session, problems);
  useTabStop(session);
  useShortcuts(context);
  useOfferedCommands(context);
  useClipboard(context.clipboard);
  useAddress(session, selectedNodeId);
  useSettingsAddress(session, areSettingsOpen);

  return (
    <EditorContext value={context}>
      <ProblemsContext value={problems}>
        <CanvasContext value={canvas}>
          <EditorLayout />
        </CanvasContext>
      </ProblemsContext>
    </EditorContext>
  );
}

/** What the parts of the canvas itself may start. */
function canvasContext({ session, edit, groups }: EditorContextValue) {
  return {
    overlay: session.overlay,
    workflowId: session.workflowId,
    actions: {
      addAfter: (nodeId: string, port: string, at: { x: number; y: number }) =>
        edit.pick({ attach: { to: 'output', nodeId, port }, position: spotAfter(session.graph, nodeId), at }),
      insertOnEdge: (edgeId: string, at: { x: number; y: number }) =>
        edit.pick({ attach: { to: 'edge', edgeId }, position: spotOn(session.graph, edgeId), at }),
      rename: (id: string, label: string) => {
        const element = elementOf(id);
        if (element.part === 'groups') groups.rename(element.id, label);
        else edit.rename(id, label);
      },
      openError: (nodeId: string) => showFailure(session, nodeId),
      toggleGroup: groups.toggle.bind(groups),
      changeNote: groups.changeNote.bind(groups),
    },
  };
}

function useProblemMarks(session: EditorSession, problems: ReturnType<typeof collectProblems>): void {
  useEffect(() => {
    const marks: Record<string, NodeProblems> = {};
    // What is merely good to know is told in the list, not on the canvas.
    for (const [nodeId, group] of groupByNode(problems.filter(({ severity }) => severity !== 'info')))
      if (nodeId !== undefined)
        marks[nodeId] = {
          severity: hasErrors(group) ? 'error' : 'warning',
          details: group.map((problem) => problem.detail),
        };
    session.overlay.setState({ problems: marks });
    session.ui.setState({ isBlocked: hasErrors(problems) });
  }, [session, problems]);
}

/** The canvas has one tab stop: what is chosen, else the one of before, else the first. */
function useTabStop(session: EditorSession): void {
  useEffect(() => {
    const settle = (): void => {
      const { nodes } = drawnGraph(session.graph);
      const chosen = onlyChosen(session.graph, session.ui.getState().selection);
      const { current } = session.overlay.getState();
      const isThere = nodes.some((node) => node.id === current);
      session.overlay.setState({ current: chosen ?? (isThere ? current : nodes[0]?.id) });
    };
    settle();
    const stops = [session.ui.subscribe(settle), session.document.store.subscribe(settle)];
    return () => stops.forEach((stop) => stop());
  }, [session]);
}

function useShortcuts({ session, shortcuts }: EditorContextValue): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isCovered()) return;
      const shortcut = shortcuts.find((each) => each.matches(event));
      if (!shortcut || (!shortcut.everywhere && (isForField(event) || isForWidget(event)))) return;
      event.preventDefault();
      if (shortcut.forStep) chooseFocused(session, event);
      shortcut.run(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [session, shortcuts]);
}

/** A key about a step is about the one that it is pressed on, unless something is chosen. */
function chooseFocused(session: EditorSession, { target }: KeyboardEvent): void {
  const { nodes, edges } = session.ui.getState().selection;
  if (nodes.size > 0 || edges.size > 0 || !(target instanceof Element)) return;
  const nodeId = target.closest('[data-node]')?.getAttribute('data-node');
  if (session.graph.nodes.some(({ id }) => id === nodeId)) session.select([nodeId ?? '']);
}

/** Keeps the chosen step in the address, so that it can be sent to somebody. */
function useAddress(session: EditorSession, selectedNodeId: string | undefined): void {
  const navigate = useNavigate();
  const chosen = useStore(session.ui, (ui) => onlyNode(ui.selection));
  const address = useRef(selectedNodeId);
  useEffect(() => {
    if (chosen === address.current) return;
    address.current = chosen;
    void navigate({
      to: '/workflows/$workflowId',
      params: { workflowId: session.workflowId },
      search: chosen === undefined ? {} : { node: chosen },
      replace: true,
      resetScroll: false,
    });
  }, [chosen, navigate, session]);
}
