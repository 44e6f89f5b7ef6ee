import { useEffect, useRef } from 'react';
import { useCanvas, useOverlay } from './canvas-overlay';
import classes from './step-node.module.css';

/** The name of a step or group; while it is being renamed, the field for it. */
export function NodeLabel({ id, title, of = 'step' }: { id: string; title: string; of?: 'step' | 'group' }) {
  const { overlay, actions } = useCanvas();
  const isRenaming = useOverlay((state) => state.renaming === id);
  if (!isRenaming || !actions) return <span className={classes.label}>{title}</span>;
  const end = (): void => overlay.setState({ renaming: undefined });
  return <LabelField title={title} of={of} onDone={(label) => (actions.rename(id, label), end())} onCancel={end} />;
}

interface LabelFieldProps {
  title: string;
  of: 'step' | 'group';
  onDone: (label: string) => void;
  onCancel: () => void;
}

function LabelField({ title, of, onDone, onCancel }: LabelFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (end: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    end();
  };
  return (
    <input
      ref={field}
      className={`${classes.labelField} nodrag`}
      aria-label={`Name of the ${of}`}
      defaultValue={title}
      maxLength={200}
      onBlur={(event) => finish(() => onDone(event.target.value))}
      onKeyDown={(event) => {
        event.stopPropagation();
        const field = event.currentTarget;
        if (event.key === 'Enter') finish(() => onDone(field.value));
        if (event.key === 'Escape') finish(onCancel);
        if (event.key === 'Enter' || event.key === 'Escape')
          field.closest<HTMLElement>('[data-node]')?.focus({ preventScroll: true });
      }}
    />
  );
}
