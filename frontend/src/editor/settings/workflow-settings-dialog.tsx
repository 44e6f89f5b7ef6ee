import { Modal, TagsInput, Textarea } from '@mantine/core';
import { useDocument, useEditor, useUi } from '../use-editor';
import { DurationInput } from './duration-input';
import { FailureSelect } from './failure-select';
import { LimitSettings } from './limit-settings';
import { SearchKeySettings } from './search-key-settings';
import classes from './settings.module.css';

const YEAR_MS = 31_536_000_000;

/** The settings of the workflow as a whole. They are part of the draft: saved like it, undone like it, published with it. */
export function WorkflowSettingsDialog() {
  const { session } = useEditor();
  const isOpen = useUi((ui) => ui.areSettingsOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={() => session.ui.setState({ areSettingsOpen: false })}
      title="Workflow settings"
      size={560}
    >
      <Settings />
    </Modal>
  );
}

function Settings() {
  const { document } = useEditor().session;
  const settings = useDocument((snapshot) => snapshot.settings);
  return (
    <div className={classes.form}>
      <p className={classes.hint}>Saved with the draft as you type; runs go by them once it is published.</p>
      <Textarea
        label="Description"
        placeholder="What this workflow is for"
        value={settings.description ?? ''}
        maxLength={2000}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => document.configure({ description: event.currentTarget.value || undefined })}
      />
      <TagsInput
        label="Tags"
        placeholder={settings.tags?.length ? undefined : 'Press Enter after each'}
        value={settings.tags ?? []}
        maxTags={20}
        onChange={(tags) =>
          document.configure({ tags: tags.length > 0 ? tags.map((tag) => tag.slice(0, 50)) : undefined })
        }
      />
      <DurationInput
        label="Time limit of a run"
        description="A run that takes longer fails."
        placeholder="none"
        value={settings.runTimeoutMs}
        maxMs={YEAR_MS}
        onChange={(runTimeoutMs) => document.configure({ runTimeoutMs })}
      />
      <FailureSelect
        value={settings.onFailure?.workflowId}
        onChange={(workflowId) =>
          document.configure({ onFailure: workflowId === undefined ? undefined : { workflowId } })
        }
      />
      <SearchKeySettings
        searchKeys={settings.searchKeys ?? []}
        onChange={(searchKeys) => document.configure({ searchKeys })}
      />
      <LimitSettings settings={settings} onChange={(change) => document.configure(change)} />
    </div>
  );
}
