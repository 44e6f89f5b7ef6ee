import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  BrushCleaning,
  CirclePower,
  Group,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { Box } from '../../canvas/align-guides';
import { boxesOf } from '../../canvas/node-boxes';
import { extractChosen } from '../commands/extract-chosen';
import { alignSteps, distributeSteps, type Alignment } from '../model/align-steps';
import type { EditorContextValue } from '../use-editor';

/** Something that can be done to several chosen steps together, as one step of the history. */
export interface SelectionAction {
  title: string;
  icon: LucideIcon;
  /** So many steps it takes; two if absent. */
  least?: number;
  run: (editor: EditorContextValue) => void;
}

/** In the order in which they stand in the toolbar; a line is drawn between the groups. */
export const SELECTION_ACTIONS: readonly (readonly SelectionAction[])[] = [
  [
    { title: 'Align left', icon: AlignStartVertical, run: align('left') },
    { title: 'Align centre', icon: AlignCenterVertical, run: align('centre') },
    { title: 'Align right', icon: AlignEndVertical, run: align('right') },
    { title: 'Align top', icon: AlignStartHorizontal, run: align('top') },
    { title: 'Align middle', icon: AlignCenterHorizontal, run: align('middle') },
    { title: 'Align bottom', icon: AlignEndHorizontal, run: align('bottom') },
  ],
  [
    { title: 'Distribute horizontally', icon: AlignHorizontalDistributeCenter, least: 3, run: distribute('x') },
    { title: 'Distribute vertically', icon: AlignVerticalDistributeCenter, least: 3, run: distribute('y') },
    { title: 'Tidy these steps', icon: BrushCleaning, run: ({ edit }) => edit.tidy() },
  ],
  [
    { title: 'Group', icon: Group, run: ({ groups }) => groups.group() },
    { title: 'Extract to sub-workflow', icon: Workflow, run: extract },
  ],
  [{ title: 'Disable or enable', icon: CirclePower, run: ({ edit }) => edit.toggleDisabled() }],
];

function extract(editor: EditorContextValue): void {
  void extractChosen(editor);
}

function align(alignment: Alignment) {
  return (editor: EditorContextValue): void =>
    editor.session.document.edit((graph) => alignSteps(graph, chosenBoxes(editor), alignment));
}

function distribute(axis: 'x' | 'y') {
  return (editor: EditorContextValue): void =>
    editor.session.document.edit((graph) => distributeSteps(graph, chosenBoxes(editor), axis));
}

function chosenBoxes({ session, manifests }: EditorContextValue): Map<string, Box> {
  const { nodes } = session.ui.getState().selection;
  return new Map([...boxesOf(session.graph, manifests)].filter(([id]) => nodes.has(id)));
}
