import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import {
  BrushCleaning,
  CirclePlay,
  Ellipsis,
  History,
  Keyboard,
  Pause,
  Play,
  Plus,
  Redo2,
  RocketIcon,
  SlidersHorizontal,
  Undo2,
  Unplug,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useDocument, useEditor, useRunState, useSaving, useUi } from '../use-editor';
import classes from './editor-header.module.css';
import { SaveStatus } from './save-status';
import { WorkflowName } from './workflow-name';

/** What the workflow is called and how it stands; undo, add, try out, publish. */
export function EditorHeader() {
  const { edit } = useEditor();
  return (
    <header className={classes.header} data-pane>
      <div className={classes.left}>
        <WorkflowName />
        <PublishState />
        <SaveStatus />
      </div>
      <div className={classes.right}>
        <HistoryButtons />
        <Button
          variant="default"
          leftSection={<Plus size={15} aria-hidden />}
          title="Add step (N)"
          onClick={() => edit.pickStep()}
        >
          Add step
        </Button>
        <RunButton />
        <PauseButton />
        <PublishButton />
        <MoreMenu />
      </div>
    </header>
  );
}

function HistoryButtons() {
  const { session, edit } = useEditor();
  const canUndo = useStore(session.document.store, ({ past }) => past.length > 0);
  const canRedo = useStore(session.document.store, ({ future }) => future.length > 0);
  return (
    <div className={classes.history}>
      <Tooltip label="Undo (Ctrl Z)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label="Undo"
          disabled={!canUndo}
          onClick={() => edit.undo()}
        >
          <Undo2 size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl Shift Z)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label="Redo"
          disabled={!canRedo}
          onClick={() => edit.redo()}
        >
          <Redo2 size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <TidyButton />
    </div>
  );
}

function TidyButton() {
  const { edit } = useEditor();
  const isDisabled = useDocument(({ graph }) => graph.nodes.length < 2);
  return (
    <Tooltip label="Tidy (Shift Alt T)">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label="Tidy"
        disabled={isDisabled}
        onClick={() => edit.tidy()}
      >
        <BrushCleaning size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function RunButton() {
  const { session, flow } = useEditor();
  const isStarting = useRunState((state) => state.isStarting);
  const button = useRef<HTMLButtonElement>(null);
  // Where nothing else has the focus, what to do next is one press away.
  useEffect(() => {
    const isIdle = document.activeElement === document.body;
    if (isIdle && session.graph.nodes.length > 0 && session.selectedNode === undefined) button.current?.focus();
  }, [session]);
  return (
    <Button
      ref={button}
      variant="default"
      leftSection={<CirclePlay size={15} aria-hidden />}
      title="Run the draft with its sample (Ctrl Enter)"
      loading={isStarting}
      onClick={() => void flow.run()}
    >
      Run with sample
    </Button>
  );
}

/** Blocked while there are errors; still a button, so that it can say why. */
function PublishButton() {
  const { flow } = useEditor();
  const isBlocked = useUi((ui) => ui.isBlocked);
  const isPublishing = useUi((ui) => ui.isPublishing && ui.publishQuestion === undefined);
  return (
    <Tooltip label="Solve the problems first" disabled={!isBlocked}>
      <Button
        aria-disabled={isBlocked}
        data-disabled={isBlocked || undefined}
        leftSection={<RocketIcon size={15} aria-hidden />}
        loading={isPublishing}
        onClick={() => void flow.publish()}
      >
        Publish
      </Button>
    </Tooltip>
  );
}

/** What comes is held while a published workflow is paused. */
function PauseButton() {
  const { flow } = useEditor();
  const status = useSaving(({ server }) => server.status);
  if (status === 'draft') return null;
  if (status === 'paused')
    return (
      <Button
        variant="default"
        leftSection={<Play size={15} aria-hidden />}
        title="Work off what was held, and go on"
        onClick={() => void flow.resume()}
      >
        Resume
      </Button>
    );
  return (
    <Tooltip label="Pause: hold events, lose none">
      <ActionIcon variant="default" size={34} aria-label="Pause" onClick={() => void flow.pause()}>
        <Pause size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function PublishState() {
  const version = useSaving(({ server }) => server.publishedVersion);
  const isPaused = useSaving(({ server }) => server.status === 'paused');
  // Whether the draft differs is for the server to compute; what is not saved yet surely differs.
  const isChanged = useSaving(({ server, save }) => server.changed || save.status !== 'saved');
  if (version === null) return <span className={classes.chip}>Draft</span>;
  return (
    <>
      <span className={classes.chip} data-state={isPaused ? 'paused' : 'published'}>
        {isPaused ? 'Paused' : 'Published'} v{version}
      </span>
      {isChanged && <span className={classes.chip}>Unpublished changes</span>}
    </>
  );
}

function MoreMenu() {
  const { session, flow } = useEditor();
  const navigate = useNavigate();
  const isPublished = useSaving(({ server }) => server.publishedVersion !== null);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label="More">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<SlidersHorizontal size={14} aria-hidden />}
          onClick={() => session.ui.setState({ areSettingsOpen: true })}
        >
          Workflow settings
        </Menu.Item>
        <Menu.Item
          leftSection={<History size={14} aria-hidden />}
          onClick={() => void navigate({ to: '/runs', search: { workflowId: session.workflowId } })}
        >
          Runs of this workflow
        </Menu.Item>
        <Menu.Item
          leftSection={<Keyboard size={14} aria-hidden />}
          rightSection={<kbd>?</kbd>}
          onClick={() => session.ui.setState({ areShortcutsOpen: true })}
        >
          Shortcuts
        </Menu.Item>
        {isPublished && (
          <Menu.Item color="red" leftSection={<Unplug size={14} aria-hidden />} onClick={() => void flow.unpublish()}>
            Unpublish
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
