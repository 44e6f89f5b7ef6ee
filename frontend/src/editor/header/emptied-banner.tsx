import { Button } from '@mantine/core';
import { useEditor } from '../use-editor';
import { DraftBanner } from './draft-banner';

/** All steps are gone: that is saved only if it is meant. */
export function EmptiedBanner() {
  const { session, edit } = useEditor();
  const saveEmpty = (): void => void session.autosave.saveEmptied().catch(() => undefined);
  return (
    <DraftBanner
      actions={
        <>
          <Button size="compact-sm" variant="default" onClick={saveEmpty}>
            Save it empty
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => edit.undo()}>
            Bring the steps back
          </Button>
        </>
      }
    >
      All steps are gone. What was saved before is kept until you say that this is meant.
    </DraftBanner>
  );
}
