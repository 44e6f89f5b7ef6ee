import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './access-frame.module.css';

/** The page before the application: one card in the middle. */
export function AccessFrame({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Eventloom`);
  return (
    <main className={classes.frame}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          Eventloom
        </div>
        <Title order={1} size="20px">
          {title}
        </Title>
        <p className={classes.intro}>{intro}</p>
        {children}
      </div>
    </main>
  );
}
