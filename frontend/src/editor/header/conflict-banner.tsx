import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { describeChanges } from '../model/compare-graphs';
import { useDocument, useEditor, useSaving } from '../use-editor';
import classes from './editor-header.module.css';

/** Somebody else saved in between. Nothing is lost and nothing is blocked while it waits for a decision. */
export function ConflictBanner() {
  const { session, flow } = useEditor();
  const navigate = useNavigate();
  const save = useSaving((state) => state.save);
  const graph = useDocument((snapshot) => snapshot.graph);
  if (save.status !== 'conflict') return null;
  const { theirs } = save;
  const keepMine = async (): Promise<void> => {
    const copy = await flow.keepAsCopy();
    if (!copy) return;
    session.autosave.takeTheirs(theirs);
    await navigate({ to: '/workflows/$workflowId', params: { workflowId: copy.id } });
  };
  return (
    <div className={classes.conflict} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <span>
        This workflow was changed in another place, so your edits are not saved. Compared with yours, that draft has:{' '}
        {describeChanges(graph, theirs.graph)}.
      </span>
      <span className={classes.conflictActions}>
        <Button size="compact-sm" variant="default" onClick={() => void keepMine()}>
          Keep mine as copy
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => session.autosave.takeTheirs(theirs)}>
          Take theirs
        </Button>
      </span>
    </div>
  );
}
