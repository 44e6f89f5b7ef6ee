import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** One sentence below the title. */
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of text and tables: its title, what can be done, its content. */
export function Page({ title, intro, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Eventloom`);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div>
          <Title order={1} size="20px">
            {title}
          </Title>
          {intro && <p className={classes.intro}>{intro}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
