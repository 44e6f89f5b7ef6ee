import { useEffect, useRef } from 'react';
import classes from './label-field.module.css';

interface LabelFieldProps {
  title: string;
  /** What it is the name of. */
  of?: 'step' | 'group';
  onDone: (label: string) => void;
  onCancel: () => void;
}

/** The field in which a step or group is renamed where its name stands; afterwards what it stands in has the focus again. */
export function LabelField({ title, of = 'step', onDone, onCancel }: LabelFieldProps) {
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
      className={`${classes.field} nodrag`}
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
          field.closest<HTMLElement>('[data-node], [role="treeitem"]')?.focus({ preventScroll: true });
      }}
    />
  );
}
