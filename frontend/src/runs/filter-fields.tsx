import { Autocomplete, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { workflowQuery, type RunFilter } from '../api/queries';
import { useTopics } from '../api/topics';
import { TimeRange } from '../ui/time-range';
import classes from './run-filters.module.css';
import type { MoreFilter } from './more-filters';

const TYPING_MS = 250;

interface FilterFieldProps {
  name: MoreFilter;
  filter: RunFilter;
  onChange: (change: RunFilter) => void;
}

/** The field of one of the filters that are not always there. */
export function FilterField({ name, filter, onChange }: FilterFieldProps) {
  switch (name) {
    case 'time':
      return <TimeRange from={filter.from} to={filter.to} onChange={onChange} />;
    case 'version':
      return (
        <NumberField label="Version" value={filter.version} onChange={(version) => onChange({ version })} width={130} />
      );
    case 'minDurationMs':
      return (
        <NumberField
          label="Longer than"
          suffix=" s"
          value={filter.minDurationMs === undefined ? undefined : filter.minDurationMs / 1000}
          onChange={(seconds) =>
            onChange({ minDurationMs: seconds === undefined ? undefined : Math.max(1, Math.round(seconds * 1000)) })
          }
          width={180}
        />
      );
    case 'trigger':
      return <TriggerField filter={filter} onChange={(trigger) => onChange({ trigger })} />;
    case 'topic':
      return <TopicField value={filter.topic} onChange={(topic) => onChange({ topic })} />;
    case 'tag':
      return <TextField label="Tag" value={filter.tag} onChange={(tag) => onChange({ tag })} width={190} />;
    case 'eventId':
      return (
        <TextField label="Event" value={filter.eventId} onChange={(eventId) => onChange({ eventId })} width={370} />
      );
  }
}

interface FieldProps<Value> {
  label: string;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
  width: number;
}

function labelOf(label: string) {
  return {
    'aria-label': label,
    leftSection: <span className={classes.label}>{label}</span>,
    leftSectionWidth: label.length * 7 + 18,
  };
}

function TextField({ label, value, onChange, width }: FieldProps<string>) {
  const find = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), TYPING_MS);
  return (
    <TextInput
      {...labelOf(label)}
      // What is typed is the field's own until the filter is cleared elsewhere.
      key={String(value === undefined)}
      defaultValue={value ?? ''}
      onChange={(event) => find(event.currentTarget.value)}
      w={width}
    />
  );
}

function NumberField({ label, value, onChange, width, suffix }: FieldProps<number> & { suffix?: string }) {
  const find = useDebouncedCallback((next: number | string) => {
    onChange(typeof next === 'number' && next > 0 ? next : undefined);
  }, TYPING_MS);
  return (
    <NumberInput
      {...labelOf(label)}
      key={String(value === undefined)}
      defaultValue={value ?? ''}
      {...(suffix !== undefined && { suffix })}
      min={0}
      decimalScale={suffix === undefined ? 0 : 3}
      hideControls
      onChange={find}
      w={width}
    />
  );
}

function SuggestingField({ label, value, onChange, width, data }: FieldProps<string> & { data: string[] }) {
  const find = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), TYPING_MS);
  return (
    <Autocomplete
      {...labelOf(label)}
      key={String(value === undefined)}
      defaultValue={value ?? ''}
      data={data}
      limit={20}
      onChange={find}
      w={width}
    />
  );
}

function TopicField({ value, onChange }: Pick<FieldProps<string>, 'value' | 'onChange'>) {
  const { data } = useTopics();
  const topics = data?.pages.flatMap((page) => page.items.map(({ type }) => type)) ?? [];
  return <SuggestingField label="Topic" value={value} onChange={onChange} width={260} data={topics} />;
}

/** Of a workflow that is chosen, the nodes that nothing leads to are proposed. */
function TriggerField({ filter, onChange }: { filter: RunFilter; onChange: (trigger: string | undefined) => void }) {
  const { workflowId, trigger } = filter;
  const { data } = useQuery({ ...workflowQuery(workflowId ?? ''), enabled: workflowId !== undefined });
  const targets = new Set(data?.graph.edges.map(({ target }) => target));
  const ids = (data?.graph.nodes ?? []).flatMap(({ id }) => (targets.has(id) ? [] : [id]));
  return <SuggestingField label="Trigger" value={trigger} onChange={onChange} width={200} data={ids} />;
}
