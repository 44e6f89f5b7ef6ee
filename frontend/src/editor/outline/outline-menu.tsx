import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { flushSync } from 'react-dom';
import type { Shortcut } from '../commands/keymap';
import { useEditor } from '../use-editor';
import classes from './outline-tree.module.css';

interface OutlineMenuProps {
  nodeId: string;
  title: string;
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
  onRename: (isRenaming: boolean) => void;
}

/** Not keys: the one that opens the menu would close it again. */
const CLOSED_BY = ['mousedown', 'touchstart'];

/** What can be done to a step: the keys of the editor that are about one step, by name. */
export function OutlineMenu({ nodeId, title, isOpen, onChange, onRename }: OutlineMenuProps) {
  const { session, view, shortcuts } = useEditor();
  const close = (): void => {
    onChange(false);
    view.focus(nodeId);
  };
  const start = ({ keys, run }: Shortcut): void => {
    // What it puts the focus on must not lose it to the menu that closes.
    flushSync(() => onChange(false));
    session.select([nodeId]);
    if (keys === 'F2') onRename(true);
    else run(new KeyboardEvent('keydown'));
  };
  return (
    <Menu
      opened={isOpen}
      onClose={close}
      returnFocus={false}
      clickOutsideEvents={CLOSED_BY}
      position="right-start"
      width={320}
    >
      <Menu.Target>
        <ActionIcon
          className={classes.more}
          variant="subtle"
          color="gray"
          size={24}
          tabIndex={-1}
          aria-label={`Actions for ${title}`}
          onClick={(event) => {
            event.stopPropagation();
            session.select([nodeId]);
            session.overlay.setState({ current: nodeId });
            onChange(!isOpen);
          }}
        >
          <Ellipsis size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={(event) => event.stopPropagation()} onClick={(event) => event.stopPropagation()}>
        {shortcuts
          .filter(({ forStep }) => forStep)
          .map((shortcut) => (
            <Menu.Item
              key={shortcut.keys}
              closeMenuOnClick={false}
              rightSection={<kbd>{shortcut.keys}</kbd>}
              onClick={() => start(shortcut)}
            >
              {shortcut.title}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
