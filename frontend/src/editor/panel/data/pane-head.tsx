import type { ReactNode } from 'react';
import classes from './data-pane.module.css';

interface PaneHeadProps {
  title: string;
  /** Where the data comes from. */
  note: string;
  /** What can be done with the data. */
  children?: ReactNode;
}

export function PaneHead({ title, note, children }: PaneHeadProps) {
  return (
    <header className={classes.head}>
      <h3>{title}</h3>
      <span className={classes.note}>{note}</span>
      {children}
    </header>
  );
}
