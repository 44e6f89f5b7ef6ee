import { NodeResizeControl, type NodeProps } from '@xyflow/react';
import { lazy, memo, Suspense, useState } from 'react';
import { useCanvas, useOverlay } from './canvas-overlay';
import type { NoteFlowNode } from './canvas-elements';
import { NOTE_SIZE, SMALLEST_NOTE } from './node-geometry';
import classes from './note-node.module.css';
import { firstLine } from './note-text';
import { NoteField } from './note-field';

const Markdown = lazy(() => import('./markdown'));

/** A sticky note: Markdown beneath the steps, for those who come after. */
export const NoteNode = memo(function NoteNode({ id, data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const { overlay, actions } = useCanvas();
  const isCurrent = useOverlay((state) => state.current === id);
  const isWritten = useOverlay((state) => state.renaming === id);
  const [resized, setResized] = useState<{ width: number; height: number }>();
  const { width = NOTE_SIZE.width, height = NOTE_SIZE.height } = resized ?? note;
  const end = (): void => overlay.setState({ renaming: undefined });
  return (
    <div
      className={classes.note}
      style={{ width, height }}
      role="group"
      aria-roledescription="note"
      aria-label={`Note, ${firstLine(note.text) || 'empty'}`}
      tabIndex={isCurrent ? 0 : -1}
      data-node={id}
      data-selected={selected || undefined}
    >
      {isWritten && actions ? (
        <NoteField text={note.text} onDone={(text) => (actions.changeNote(note.id, { text }), end())} />
      ) : (
        <div className={classes.text}>
          {note.text.trim() === '' ? (
            actions && <p className={classes.hint}>Double click to write</p>
          ) : (
            <Suspense fallback={note.text}>
              <Markdown text={note.text} />
            </Suspense>
          )}
        </div>
      )}
      {actions && selected && (
        <NodeResizeControl
          position="bottom-right"
          className={classes.corner}
          minWidth={SMALLEST_NOTE.width}
          minHeight={SMALLEST_NOTE.height}
          onResize={(_, size) => setResized({ width: size.width, height: size.height })}
          onResizeEnd={(_, size) => {
            setResized(undefined);
            actions.changeNote(note.id, { width: size.width, height: size.height });
          }}
        />
      )}
    </div>
  );
});
