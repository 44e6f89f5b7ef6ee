import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './draft-banner.module.css';

interface DraftBannerProps {
  actions: ReactNode;
  children: ReactNode;
  /** What is to be seen below it. */
  details?: ReactNode;
}

/** Something about the draft has to be decided. Nothing is lost and nothing is blocked meanwhile. */
export function DraftBanner({ actions, children, details }: DraftBannerProps) {
  return (
    <div className={classes.banner}>
      <div className={classes.line} role="alert">
        <TriangleAlert size={16} aria-hidden />
        <span>{children}</span>
        <span className={classes.actions}>{actions}</span>
      </div>
      {details}
    </div>
  );
}
