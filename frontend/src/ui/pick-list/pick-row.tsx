import type { ReactNode } from 'react';
import classes from './pick-list.module.css';

interface PickRowProps {
  icon?: ReactNode;
  /** What the colour of the icon means. */
  tone?: string | undefined;
  shape?: string | undefined;
  title: ReactNode;
  hint?: ReactNode;
  /** What stands at the end of the row, e.g. its key. */
  end?: ReactNode;
}

/** An item of a list to choose from: its icon, its title and a word about it. */
export function PickRow({ icon, tone, shape, title, hint, end }: PickRowProps) {
  return (
    <span className={classes.row} data-tone={tone} data-shape={shape}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <span className={classes.text}>
        <span className={classes.title}>{title}</span>
        {hint && <span className={classes.hint}>{hint}</span>}
      </span>
      {end && <span className={classes.end}>{end}</span>}
    </span>
  );
}
