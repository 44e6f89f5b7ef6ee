import type { CanvasView } from '../../canvas/use-canvas-view';
import type { EditorSession } from '../editor-session';
import { cyclePanes } from './cycle-panes';
import type { EditCommands } from './edit-commands';
import type { Tests } from '../testing/tests';
import type { FlowCommands } from './flow-commands';
import type { GroupCommands } from './group-commands';

export interface Shortcut {
  /** As shown in the list of shortcuts. */
  keys: string;
  title: string;
  matches: (event: KeyboardEvent) => boolean;
  run: (event: KeyboardEvent) => void;
  /** Also works while a field has the focus. */
  everywhere?: boolean;
  /** Only makes sense as a key, not as a command that is chosen from a list. */
  keyOnly?: boolean;
  /** Is about the one step that is chosen: it is in the menu of each step of the outline. */
  forStep?: boolean;
}

interface Commands {
  session: EditorSession;
  view: CanvasView;
  edit: EditCommands;
  flow: FlowCommands;
  tests: Tests;
  groups: GroupCommands;
}

const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const plain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;
const key =
  (...names: string[]) =>
  (event: KeyboardEvent): boolean =>
    plain(event) && names.includes(event.key);
const letter = (name: string) => (event: KeyboardEvent) =>
  plain(event) && !event.shiftKey && event.key.toLowerCase() === name;
const shiftLetter = (name: string) => (event: KeyboardEvent) =>
  plain(event) && event.shiftKey && event.key.toLowerCase() === name;
const ctrl =
  (name: string, { shift = false } = {}) =>
  (event: KeyboardEvent): boolean =>
    (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey === shift && event.key.toLowerCase() === name;
/** By the place of the key: with Alt it types another letter on some keyboards. */
const shiftAlt = (code: string) => (event: KeyboardEvent) =>
  event.shiftKey && event.altKey && !event.ctrlKey && !event.metaKey && event.code === code;

/** Every key of the editor, for the handler and for the list that `?` shows. */
export function shortcutsOf({ session, view, edit, flow, tests, groups }: Commands): Shortcut[] {
  const arrow = (shift: boolean) => (event: KeyboardEvent) =>
    plain(event) && event.shiftKey === shift && event.key in ARROWS;
  return [
    { keys: 'N', title: 'Add step', matches: letter('n'), run: () => edit.pickStep(), forStep: true },
    {
      keys: 'Enter',
      title: 'Open the settings of the step',
      matches: key('Enter'),
      run: () => groups.openCurrent() || openPanel(session),
      forStep: true,
    },
    { keys: 'C', title: 'Connect to …', matches: letter('c'), run: () => connectFrom(session), forStep: true },
    {
      keys: 'Esc',
      title: 'Close, step back',
      matches: key('Escape'),
      run: () => stepBack(session, view),
      keyOnly: true,
    },
    { keys: 'F2', title: 'Rename the step', matches: key('F2'), run: () => edit.startRename(), forStep: true },
    { keys: 'Ctrl Z', title: 'Undo', matches: ctrl('z'), run: () => edit.undo() },
    {
      keys: 'Ctrl Shift Z, Ctrl Y',
      title: 'Redo',
      matches: (event) => ctrl('z', { shift: true })(event) || ctrl('y')(event),
      run: () => edit.redo(),
    },
    {
      keys: 'Ctrl Backspace',
      title: 'Delete and reconnect the neighbours',
      matches: ctrl('backspace'),
      run: () => edit.deleteAndReconnect(),
      forStep: true,
    },
    {
      keys: 'Backspace',
      title: 'Delete',
      matches: key('Backspace', 'Delete'),
      run: () => edit.deleteSelected(),
      forStep: true,
    },
    { keys: 'D', title: 'Disable or enable', matches: letter('d'), run: () => edit.toggleDisabled(), forStep: true },
    // The browser's own events do these, see `useClipboard`.
    { keys: 'Ctrl C, X, V', title: 'Copy, cut, paste', matches: () => false, run: () => undefined, keyOnly: true },
    { keys: 'Ctrl D', title: 'Duplicate', matches: ctrl('d'), run: () => edit.duplicate(), forStep: true },
    { keys: 'Ctrl A', title: 'Choose all steps', matches: ctrl('a'), run: () => edit.selectAll() },
    { keys: 'Ctrl G', title: 'Group the chosen steps', matches: ctrl('g'), run: () => groups.group() },
    {
      keys: 'Ctrl Shift G',
      title: 'Ungroup',
      matches: ctrl('g', { shift: true }),
      run: () => groups.ungroup(),
    },
    { keys: 'G', title: 'Collapse or expand the group', matches: letter('g'), run: () => groups.toggleChosen() },
    { keys: 'Shift S', title: 'Add note', matches: shiftLetter('s'), run: () => groups.addNote() },
    {
      keys: 'Arrows',
      title: 'Go to the connected step',
      matches: arrow(false),
      run: (event) => edit.go(event.key),
      keyOnly: true,
    },
    {
      keys: 'Shift Arrows',
      title: 'Nudge by 8 px',
      matches: arrow(true),
      run: (event) => edit.nudge(ARROWS[event.key] ?? { x: 0, y: 0 }),
      keyOnly: true,
    },
    {
      keys: 'Shift Alt Arrows',
      title: 'Resize the note',
      matches: (event) => event.shiftKey && event.altKey && !event.ctrlKey && !event.metaKey && event.key in ARROWS,
      run: (event) => groups.resizeNotes(ARROWS[event.key] ?? { x: 0, y: 0 }),
      keyOnly: true,
    },
    {
      keys: 'Shift 1',
      title: 'Fit what is chosen',
      // On many keyboards this is how `!` is typed, which stays what it is while nothing is chosen.
      matches: (event) => plain(event) && event.shiftKey && event.code === 'Digit1' && isAnyChosen(session),
      run: () => view.fit(session.ui.getState().selection.nodes),
    },
    { keys: 'Shift Alt T', title: 'Tidy', matches: shiftAlt('KeyT'), run: () => edit.tidy() },
    { keys: '1', title: 'Fit the view', matches: key('1'), run: () => view.fit() },
    { keys: '0', title: 'Zoom to 100 %', matches: key('0'), run: () => view.zoomToFull() },
    { keys: '+', title: 'Zoom in', matches: key('+', '='), run: () => view.zoomBy(1) },
    { keys: '-', title: 'Zoom out', matches: key('-'), run: () => view.zoomBy(-1) },
    {
      keys: 'Ctrl Enter',
      title: 'Run with sample',
      matches: ctrl('enter'),
      run: () => void tests.runSample(),
      everywhere: true,
    },
    {
      keys: 'Ctrl Shift Enter',
      title: 'Run to the chosen step',
      matches: ctrl('enter', { shift: true }),
      run: () => tests.do((test) => test.runToHere()),
      everywhere: true,
      forStep: true,
    },
    {
      keys: 'T',
      title: 'Test step',
      matches: letter('t'),
      run: () => tests.do((test) => test.testStep()),
      forStep: true,
    },
    {
      keys: 'P',
      title: 'Pin the output of the step',
      matches: letter('p'),
      run: () => tests.do((test) => test.togglePin()),
      forStep: true,
    },
    {
      keys: 'Ctrl S',
      title: 'Save now; twice: keep as a named checkpoint',
      matches: ctrl('s'),
      run: () => void flow.save(),
      everywhere: true,
    },
    {
      keys: 'Ctrl F',
      title: 'Find a step',
      matches: ctrl('f'),
      run: () => session.ui.setState(({ findAsked = 0 }) => ({ findAsked: findAsked + 1 })),
      everywhere: true,
    },
    {
      keys: 'F6',
      title: 'Go to the next part of the editor',
      matches: key('F6'),
      run: (event) => cyclePanes(event.shiftKey ? -1 : 1),
      everywhere: true,
      keyOnly: true,
    },
    { keys: '!', title: 'Show or hide problems', matches: key('!'), run: () => toggle(session, 'areProblemsOpen') },
    { keys: 'L', title: 'Show or hide logs', matches: letter('l'), run: () => toggle(session, 'areLogsOpen') },
    { keys: '?', title: 'Show the shortcuts', matches: key('?'), run: () => toggle(session, 'areShortcutsOpen') },
  ];
}

function isAnyChosen(session: EditorSession): boolean {
  return session.ui.getState().selection.nodes.size > 0;
}

function connectFrom(session: EditorSession): void {
  const from = session.selectedNode;
  if (from !== undefined) session.ui.setState({ connectFrom: from });
}

function toggle(session: EditorSession, name: 'areProblemsOpen' | 'areLogsOpen' | 'areShortcutsOpen'): void {
  session.ui.setState((ui) => ({ [name]: !ui[name] }));
}

function openPanel(session: EditorSession): void {
  const { current } = session.overlay.getState();
  if (session.selectedNode === undefined && current !== undefined) session.select([current]);
  const nodeId = session.selectedNode;
  if (nodeId !== undefined) session.ui.setState({ isPanelOpen: true, target: { nodeId, param: undefined } });
}

/** First the panel closes, then the choice is given up. */
function stepBack(session: EditorSession, view: CanvasView): void {
  const { isPanelOpen } = session.ui.getState();
  const nodeId = session.selectedNode;
  if (isPanelOpen && nodeId !== undefined) {
    session.ui.setState({ isPanelOpen: false });
    view.focus(nodeId);
  } else session.select([]);
}

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

/** Whether a key is meant for what has the focus and not for the editor. */
export function isForField(event: Event): boolean {
  const element = event.target instanceof Element ? event.target : null;
  return element?.closest(FIELDS) !== null && element !== null;
}

/** Whether something lies over the editor that takes the keys for itself, or is about to. */
export function isCovered(): boolean {
  return document.querySelector('dialog[open], [role="dialog"], [role="menu"], [data-awaited]') !== null;
}

/** Enter on a button is a press of that button, arrows in a list move in it; only the canvas gives them its own meaning. */
export function isForWidget(event: KeyboardEvent): boolean {
  const element = event.target instanceof Element ? event.target : null;
  const isNavigation = event.key === 'Enter' || event.key === ' ' || event.key in ARROWS;
  return (
    isNavigation &&
    plain(event) &&
    (element?.closest('button, a, summary, [role="tree"], [role="separator"]') ?? null) !== null
  );
}
