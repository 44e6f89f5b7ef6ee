import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ShownEvent } from '../api/events';
import { DataViewer } from '../ui/data-viewer/data-viewer';
import classes from './event-page.module.css';

/** What an event carries: its data, and everything that is said about it. */
export function EventContent({ event }: { event: ShownEvent }) {
  const [part, setPart] = useState<'data' | 'attributes'>('data');
  return (
    <section className={`${classes.panel} ${classes.content}`} aria-label="Content">
      <header className={classes.head}>
        <h2>Content</h2>
        <span className={classes.note}>{event.datacontenttype}</span>
        <SegmentedControl
          className={classes.end}
          size="xs"
          aria-label="Part of the event"
          data={PARTS}
          value={part}
          onChange={setPart}
        />
      </header>
      {part === 'data' ? (
        <DataViewer
          key={event.id}
          label={`Data of ${event.type}`}
          value={event.data_base64 ?? event.data ?? null}
          path={event.data_base64 === undefined ? 'event.data' : 'event.data_base64'}
        />
      ) : (
        <Attributes event={event} />
      )}
    </section>
  );
}

const PARTS = [
  { value: 'data' as const, label: 'Data' },
  { value: 'attributes' as const, label: 'Attributes' },
];

function Attributes({ event }: { event: ShownEvent }) {
  const { data: _data, data_base64: _bytes, ...attributes } = event;
  return (
    <dl className={classes.attributes}>
      {Object.entries(attributes).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
