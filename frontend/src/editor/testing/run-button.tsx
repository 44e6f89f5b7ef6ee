import { ActionIcon, Button, Menu } from '@mantine/core';
import { ChevronDown, CirclePlay, FlaskConical, ListVideo, Pin, SkipForward } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useDocument, useEditor, useRunState, useTestingState, useUi } from '../use-editor';
import { onlyNode } from '../editor-session';
import classes from './testing.module.css';

/** Runs the draft with its sample; beside it the other things that it may be run with. */
export function RunButton() {
  const { session, tests } = useEditor();
  const isStarting = useRunState((state) => state.isStarting);
  const button = useRef<HTMLButtonElement>(null);
  // Where nothing else has the focus, what to do next is one press away.
  useEffect(() => {
    const isIdle = document.activeElement === document.body;
    if (isIdle && session.graph.nodes.length > 0 && session.selectedNode === undefined) button.current?.focus();
  }, [session]);
  return (
    <div className={classes.split}>
      <Button
        ref={button}
        variant="default"
        leftSection={<CirclePlay size={15} aria-hidden />}
        title="Run the draft with its sample (Ctrl Enter)"
        loading={isStarting}
        onClick={() => void tests.runSample()}
      >
        Run with sample
      </Button>
      <RunMenu />
    </div>
  );
}

function RunMenu() {
  const { tests, manifests } = useEditor();
  const chosen = useUi((ui) => onlyNode(ui.selection));
  const graph = useDocument((snapshot) => snapshot.graph);
  const pins = useTestingState((state) => state.pins);
  const triggers = graph.nodes.filter(({ type }) => manifests.get(type)?.kind === 'trigger').map(({ id }) => id);
  const first = triggers.find((id) => id === chosen) ?? triggers[0];
  const pinned = triggers.find((id) => id === chosen && pins[id]) ?? triggers.find((id) => pins[id]);
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="Run with something else">
          <ChevronDown size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Run all steps of the draft</Menu.Label>
        <Menu.Item leftSection={<FlaskConical size={14} aria-hidden />} onClick={() => void tests.runSample()}>
          With the sample
        </Menu.Item>
        <Menu.Item
          leftSection={<Pin size={14} aria-hidden />}
          disabled={pinned === undefined}
          onClick={() => pinned !== undefined && tests.do((test) => test.runPinned(pinned))}
        >
          With the pinned payload
        </Menu.Item>
        <Menu.Item
          leftSection={<ListVideo size={14} aria-hidden />}
          disabled={first === undefined}
          onClick={() => first !== undefined && tests.do((test) => test.chooseEvent(first))}
        >
          With a past event…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<SkipForward size={14} aria-hidden />}
          disabled={chosen === undefined}
          onClick={() => tests.do((test) => test.runToHere())}
        >
          To the chosen step
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
