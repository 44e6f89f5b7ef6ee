import { Suspense, useMemo } from 'react';
import { carriedType } from '../canvas/dragged-type';
import { EditCanvas } from '../canvas/edit-canvas';
import type { EditHandlers } from '../canvas/edit-handlers';
import { NODE_HEIGHT, snap } from '../canvas/node-geometry';
import { Awaited } from '../ui/awaited';
import { lazyPart } from '../ui/lazy-part';
import classes from './editor.module.css';
import { selectionOf } from './editor-session';
import { spliceStep, type Attachment } from './model/add-step';
import { connect, reconnect } from './model/connect';
import { moveElements } from './model/change-steps';
import { centredAt } from './model/place-step';
import { NoticeBar } from './notice-bar';
import { RunSummary } from './run/run-summary';
import { useDocument, useEditor, useUi, type EditorContextValue } from './use-editor';

const SelectionToolbar = lazyPart(() => import('./selection/selection-toolbar').then((module) => module.default));
const FindBar = lazyPart(() => import('./find/find-bar').then((module) => module.FindBar));

/** The canvas, and what is told over it. */
export function CanvasPane() {
  const editor = useEditor();
  const graph = useDocument((snapshot) => snapshot.graph);
  const selection = useUi((ui) => ui.selection);
  const isFinding = useUi((ui) => ui.findAsked !== undefined);
  const handlers = useMemo(() => handlersOf(editor), [editor]);
  return (
    <div className={classes.canvas} data-pane>
      <EditCanvas graph={graph} manifests={editor.manifests} selection={selection} handlers={handlers} />
      {graph.nodes.length === 0 && <EmptyHint />}
      {isFinding && (
        <Suspense fallback={<Awaited />}>
          <FindBar />
        </Suspense>
      )}
      <div className={classes.top}>
        <RunSummary />
        <ChosenSteps />
      </div>
      <NoticeBar />
    </div>
  );
}

/** What can be done to several steps is fetched once several are chosen. */
function ChosenSteps() {
  const areSeveral = useUi((ui) => ui.selection.nodes.size > 1);
  if (!areSeveral) return null;
  return (
    <Suspense>
      <SelectionToolbar />
    </Suspense>
  );
}

function EmptyHint() {
  return (
    <div className={classes.empty}>
      <strong>Nothing here yet</strong>
      <span>
        Press <kbd>N</kbd>, double click, or drag a step in from the left. A trigger starts it.
      </span>
    </div>
  );
}

/** Turns what happens on the canvas into edits. */
function handlersOf({ session, view, edit, clipboard, groups, manifests }: EditorContextValue): EditHandlers {
  const { document, ui, overlay } = session;
  return {
    select: (selection) => ui.setState({ selection }),
    open: (nodeId) => {
      ui.setState({ selection: selectionOf([nodeId]), isPanelOpen: true });
      view.focus(nodeId);
    },
    chooseGroup: groups.chooseGroup.bind(groups),
    rename: (renaming) => overlay.setState({ renaming }),
    splice: (nodeId, edgeId, position) => {
      const manifest = manifests.get(session.graph.nodes.find((node) => node.id === nodeId)?.type ?? '');
      if (!manifest) return;
      document.edit((graph) => spliceStep(graph, { manifest, nodeId, edgeId, position }));
      session.tell({ text: `${edit.nameOf(nodeId)} put into the connection.`, tone: 'info' });
    },
    move: (positions) => document.edit((graph) => moveElements(graph, positions)),
    connect: (ends) => {
      document.edit((graph) => connect(graph, ends));
      session.tell({ text: `${edit.nameOf(ends.source)} connected to ${edit.nameOf(ends.target)}.`, tone: 'info' });
    },
    reconnect: (edgeId, ends) => document.edit((graph) => reconnect(graph, edgeId, ends)),
    refuse: (text) => session.tell({ text, tone: 'error' }),
    dropConnection: ({ nodeId, port, side }, at) => {
      const { x, y } = view.toGraph(at);
      const top = snap(y - NODE_HEIGHT / 2);
      if (side === 'output')
        edit.pick({ attach: { to: 'output', nodeId, port: port ?? 'out' }, position: { x: snap(x), y: top }, at });
      else edit.pick({ attach: { to: 'input', nodeId }, position: { x: snap(x) - 224, y: top }, at });
    },
    doubleClick: (at) => edit.pick({ attach: { to: 'nothing' }, position: centredAt(view.toGraph(at)), at }),
    dropType: (event, edgeId) => {
      const at = { x: event.clientX, y: event.clientY };
      const [file] = event.dataTransfer.files;
      if (file) return void clipboard.pasteFile(file, at);
      const manifest = manifests.get(carriedType(event.dataTransfer));
      if (!manifest) return;
      const position = centredAt(view.toGraph(at));
      const attach: Attachment = edgeId === undefined ? { to: 'nothing' } : { to: 'edge', edgeId };
      edit.add(manifest, { attach, position }, { byHand: true });
    },
  };
}
