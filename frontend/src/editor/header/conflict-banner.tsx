import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { describeChanges } from '../model/compare-graphs';
import { useDocument, useEditor, useSaving } from '../use-editor';
import { DraftBanner } from './draft-banner';

const DraftComparison = lazy(() =>
  import('./draft-comparison').then((module) => ({ default: module.DraftComparison })),
);

/** Somebody else saved in between. Nothing is lost and nothing is blocked while it waits for a decision. */
export function ConflictBanner() {
  const { session, flow } = useEditor();
  const navigate = useNavigate();
  const save = useSaving((state) => state.save);
  const graph = useDocument((snapshot) => snapshot.graph);
  const [isComparing, setComparing] = useState(false);
  if (save.status !== 'conflict') return null;
  const { theirs } = save;
  const keepMine = async (): Promise<void> => {
    const copy = await flow.keepAsCopy();
    if (!copy) return;
    session.autosave.takeTheirs(theirs);
    await navigate({ to: '/workflows/$workflowId', params: { workflowId: copy.id } });
  };
  return (
    <DraftBanner
      actions={
        <>
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={isComparing}
            onClick={() => setComparing(!isComparing)}
          >
            Compare
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void keepMine()}>
            Keep mine as copy
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => session.autosave.takeTheirs(theirs)}>
            Take theirs
          </Button>
        </>
      }
      details={
        isComparing && (
          <Suspense fallback={null}>
            <DraftComparison theirs={theirs} />
          </Suspense>
        )
      }
    >
      This workflow was changed in another place, so your edits are not saved. Compared with yours, that draft has:{' '}
      {describeChanges(graph, theirs.graph)}.
    </DraftBanner>
  );
}
