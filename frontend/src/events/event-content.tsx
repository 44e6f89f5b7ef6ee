import { Tabs } from '@mantine/core';
import type { ShownEvent } from '../api/events';
import { DataViewer } from '../ui/data-viewer/data-viewer';
import classes from './event-page.module.css';

/** What an event carries: its data, and everything that is said about it. */
export function EventContent({ event }: { event: ShownEvent }) {
  return (
    <section className={classes.panel} aria-label="Content">
      <Tabs defaultValue="data" className={classes.content} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="data">Data</Tabs.Tab>
          <Tabs.Tab value="attributes">Attributes</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="data">
          <DataViewer
            key={event.id}
            label={`Data of ${event.type}`}
            value={event.data_base64 ?? event.data ?? null}
            path={event.data_base64 === undefined ? 'event.data' : 'event.data_base64'}
          />
        </Tabs.Panel>
        <Tabs.Panel value="attributes">
          <Attributes event={event} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

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
