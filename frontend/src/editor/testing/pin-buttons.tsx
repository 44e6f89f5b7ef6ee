import { ActionIcon, Tooltip } from '@mantine/core';
import { Pencil, Pin, PinOff } from 'lucide-react';
import { useEditor, useTestingState } from '../use-editor';
import classes from './testing.module.css';

/** Pins the last output, edits what is pinned, or lets it go. */
export function PinButtons({ nodeId }: { nodeId: string }) {
  const { tests } = useEditor();
  const isPinned = useTestingState((state) => state.pins[nodeId] !== undefined);
  const label = isPinned ? 'Unpin output (P)' : 'Pin output (P)';
  return (
    <span className={classes.pinButtons}>
      <Tooltip label={label}>
        <ActionIcon
          variant={isPinned ? 'light' : 'subtle'}
          {...(!isPinned && { color: 'gray' })}
          aria-label={isPinned ? 'Unpin output' : 'Pin output'}
          onClick={() => tests.do((test) => test.togglePin(nodeId))}
        >
          {isPinned ? <PinOff size={15} aria-hidden /> : <Pin size={15} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={isPinned ? 'Edit pinned output' : 'Write an output to pin'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Edit pinned output"
          onClick={() => tests.do((test) => test.editPin(nodeId))}
        >
          <Pencil size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
