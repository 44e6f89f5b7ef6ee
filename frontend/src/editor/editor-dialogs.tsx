import { Suspense } from 'react';
import { Awaited } from '../ui/awaited';
import { lazyPart } from '../ui/lazy-part';
import { useEver } from '../ui/use-ever';
import { useEditor, useTestingState, useUi } from './use-editor';

const ShortcutsDialog = lazyPart(() => import('./header/shortcuts-dialog').then((module) => module.ShortcutsDialog));
const WorkflowSettingsDialog = lazyPart(() =>
  import('./settings/workflow-settings-dialog').then((module) => module.WorkflowSettingsDialog),
);
const PublishDialog = lazyPart(() => import('./publish/publish-dialog').then((module) => module.PublishDialog));
const ConnectDialog = lazyPart(() => import('./connect/connect-dialog').then((module) => module.ConnectDialog));
const CheckpointDialog = lazyPart(() =>
  import('./versions/checkpoint-dialog').then((module) => module.CheckpointDialog),
);
const TestingDialogs = lazyPart(() => import('./testing/testing-dialogs').then((module) => module.TestingDialogs));

/** The dialogs of the editor, each from when it is first asked for. */
export function EditorDialogs() {
  const shortcuts = useEver(useUi((ui) => ui.areShortcutsOpen));
  const settings = useEver(useUi((ui) => ui.areSettingsOpen));
  const publish = useEver(useUi((ui) => ui.publishQuestion !== undefined));
  const testing = useEver(useTestingState((state) => (state.pinDraft ?? state.choosingFor) !== undefined));
  const connectFrom = useUi((ui) => ui.connectFrom);
  return (
    <Suspense fallback={<Awaited />}>
      {connectFrom !== undefined && <ConnectDialog nodeId={connectFrom} />}
      {shortcuts && <ShortcutsDialog />}
      {settings && <WorkflowSettingsDialog />}
      {publish && <PublishDialog />}
      {testing && <TestingDialogs />}
      <Checkpoint />
    </Suspense>
  );
}

function Checkpoint() {
  const { session, flow } = useEditor();
  const isOpen = useUi((ui) => ui.isNamingCheckpoint);
  const isWanted = useEver(isOpen);
  if (!isWanted) return null;
  return (
    <CheckpointDialog
      opened={isOpen}
      onSave={(name) => flow.saveCheckpoint(name)}
      onClose={() => session.ui.setState({ isNamingCheckpoint: false })}
    />
  );
}
