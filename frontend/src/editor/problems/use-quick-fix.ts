import { useNavigate } from '@tanstack/react-router';
import { spotAfter } from '../model/place-step';
import { useEditor } from '../use-editor';
import type { QuickFix } from './quick-fixes';

/** Answers the function that carries out a quick fix of a step. What it edits is undone as one. */
export function useQuickFix(): (nodeId: string, fix: QuickFix) => void {
  const { session, edit } = useEditor();
  const navigate = useNavigate();
  return (nodeId, fix) => {
    if (fix.do === 'open-topic') {
      void navigate({ to: '/topics/$type', params: { type: fix.topic } });
      return;
    }
    session.document.edit(fix.edit);
    edit.goTo(nodeId);
    if (fix.do === 'add-after') {
      const attach = { to: 'output', nodeId, port: fix.port } as const;
      edit.pick({ attach, position: spotAfter(session.graph, nodeId) });
    }
  };
}
