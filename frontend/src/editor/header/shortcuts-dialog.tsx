import { Modal } from '@mantine/core';
import { useEditor, useUi } from '../use-editor';
import classes from './editor-header.module.css';

/** Every key of the editor. */
export function ShortcutsDialog() {
  const { session, shortcuts } = useEditor();
  const isOpen = useUi((ui) => ui.areShortcutsOpen);
  return (
    <Modal opened={isOpen} onClose={() => session.ui.setState({ areShortcutsOpen: false })} title="Shortcuts" size="md">
      <dl className={classes.shortcuts}>
        {shortcuts.map(({ keys, title }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
