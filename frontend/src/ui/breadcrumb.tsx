import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './breadcrumb.module.css';

/** The way back to the list that a page belongs to: a link. */
export function Breadcrumb({ children }: { children: ReactNode }) {
  return (
    <nav className={classes.crumbs} aria-label="Breadcrumb">
      {children}
      <ChevronRight size={14} aria-hidden />
    </nav>
  );
}
