import type { ReactNode } from 'react';
import classes from './filters.module.css';

/** The fields above a list that say what it shows. */
export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.filters} role="search" aria-label={label}>
      {children}
    </div>
  );
}
