import { topicKeys } from '../api/topics';
import { useLiveRefresh } from '../api/use-live-refresh';
import type { EditorSession } from './editor-session';

/** Asks again who is at the other end of topics after other workflows have changed, or have run. */
export function useSeamRefresh({ workflowId }: EditorSession): void {
  useLiveRefresh(topicKeys.ends, {
    when: (change) => {
      if (change.type === 'workflow') return change.workflowId !== workflowId;
      return change.type === 'run' && change.run.workflowId !== workflowId && change.run.finishedAt !== null;
    },
    everyMs: 2000,
  });
}
