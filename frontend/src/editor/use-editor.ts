import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Problem } from '@eventloom/backend/contract';
import type { Manifests } from '../canvas/flow-elements';
import type { CanvasView } from '../canvas/use-canvas-view';
import type { ClipboardCommands } from './commands/clipboard-commands';
import type { EditCommands } from './commands/edit-commands';
import type { FlowCommands } from './commands/flow-commands';
import type { Shortcut } from './commands/keymap';
import type { AutosaveState } from './document/autosave';
import type { Snapshot } from './document/document';
import type { EditorSession, EditorUi, RunState } from './editor-session';
import type { Tests } from './testing/tests';
import type { TestingState } from './testing/testing-store';

export interface EditorContextValue {
  session: EditorSession;
  manifests: Manifests;
  view: CanvasView;
  edit: EditCommands;
  flow: FlowCommands;
  tests: Tests;
  clipboard: ClipboardCommands;
  shortcuts: readonly Shortcut[];
}

export const EditorContext = createContext<EditorContextValue | null>(null);
export const ProblemsContext = createContext<readonly Problem[]>([]);

export function useEditor(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error('a part of the editor stands outside of it');
  return value;
}

/** What is wrong with the workflow as it stands. */
export function useProblems(): readonly Problem[] {
  return useContext(ProblemsContext);
}

export function useDocument<Part>(select: (snapshot: Snapshot) => Part): Part {
  return useStore(useEditor().session.document.store, (history) => select(history.present));
}

export function useUi<Part>(select: (ui: EditorUi) => Part): Part {
  return useStore(useEditor().session.ui, select);
}

export function useSaving<Part>(select: (state: AutosaveState) => Part): Part {
  return useStore(useEditor().session.autosave.store, select);
}

export function useRunState<Part>(select: (state: RunState) => Part): Part {
  return useStore(useEditor().session.run, select);
}

export function useTestingState<Part>(select: (state: TestingState) => Part): Part {
  return useStore(useEditor().session.testing, select);
}
