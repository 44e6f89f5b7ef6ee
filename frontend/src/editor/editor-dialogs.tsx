import { Suspense } from 'react';
import { lazyPart } from '../ui/lazy-part';
import { useEver } from '../ui/use-ever';
import { useUi } from './use-editor';

const ShortcutsDialog = lazyPart(() => import('./header/shortcuts-dialog').then((module) => module.ShortcutsDialog));
const WorkflowSettingsDialog = lazyPart(() =>
  import('./settings/workflow-settings-dialog').then((module) => module.WorkflowSettingsDialog),
);
const PublishDialog = lazyPart(() => import('./publish/publish-dialog').then((module) => module.PublishDialog));

/** The dialogs of the editor, each from when it is first asked for. */
export function EditorDialogs() {
  const shortcuts = useEver(useUi((ui) => ui.areShortcutsOpen));
  const settings = useEver(useUi((ui) => ui.areSettingsOpen));
  const publish = useEver(useUi((ui) => ui.publishQuestion !== undefined));
  return (
    <Suspense>
      {shortcuts && <ShortcutsDialog />}
      {settings && <WorkflowSettingsDialog />}
      {publish && <PublishDialog />}
    </Suspense>
  );
}
