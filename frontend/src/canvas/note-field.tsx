import { useEffect, useRef } from 'react';
import classes from './note-node.module.css';

interface NoteFieldProps {
  text: string;
  onDone: (text: string) => void;
}

/** The text of a note while it is written; Escape and leaving it keep what was written. */
export function NoteField({ text, onDone }: NoteFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const finish = (written: string): void => {
    if (isOver.current) return;
    isOver.current = true;
    onDone(written);
  };
  return (
    <textarea
      ref={field}
      className={`${classes.field} nodrag nopan nowheel`}
      aria-label="Text of the note"
      placeholder="Markdown: # heading, - list, **bold**"
      defaultValue={text}
      maxLength={20_000}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const isDone = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (!isDone) return;
        const note = event.currentTarget.closest<HTMLElement>('[data-node]');
        finish(event.currentTarget.value);
        note?.focus({ preventScroll: true });
      }}
    />
  );
}
