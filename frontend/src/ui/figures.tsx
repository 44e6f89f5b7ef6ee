import type { ReactNode } from 'react';
import classes from './figures.module.css';

interface FiguresProps {
  label?: string;
  isLarge?: boolean;
  children: ReactNode;
}

/** A strip of figures side by side; its children are `Figure`s. */
export function Figures({ label, isLarge, children }: FiguresProps) {
  return (
    <dl className={classes.strip} aria-label={label} data-large={isLarge}>
      {children}
    </dl>
  );
}

export function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
