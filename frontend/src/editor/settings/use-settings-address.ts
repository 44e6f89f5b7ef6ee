import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { onlyNode, type EditorSession } from '../editor-session';

/** Keeps it in the address whether the settings of the workflow are open: a tab leads to them, and Back out of them. */
export function useSettingsAddress(session: EditorSession, areSettingsOpen: boolean): void {
  const navigate = useNavigate();
  useEffect(() => session.ui.setState({ areSettingsOpen }), [session, areSettingsOpen]);
  useEffect(
    () =>
      session.ui.subscribe((now) => {
        if (now.areSettingsOpen === areSettingsOpen) return;
        const to = { params: { workflowId: session.workflowId }, resetScroll: false };
        const node = onlyNode(now.selection);
        if (now.areSettingsOpen) void navigate({ to: '/workflows/$workflowId/settings', ...to });
        else void navigate({ to: '/workflows/$workflowId', search: node === undefined ? {} : { node }, ...to });
      }),
    [session, areSettingsOpen, navigate],
  );
}
