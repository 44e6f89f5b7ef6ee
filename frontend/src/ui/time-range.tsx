import { TextInput } from '@mantine/core';
import { fromLocalField, toLocalField } from './local-time';
import classes from './time-range.module.css';

interface TimeRangeProps {
  /** As ISO 8601. */
  from: string | undefined;
  to: string | undefined;
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void;
}

/** From when to when, by the reader's clock; each end can be left open. */
export function TimeRange({ from, to, onChange }: TimeRangeProps) {
  return (
    <>
      <TimeField label="From" value={from} onChange={(time) => onChange({ from: time })} />
      <TimeField label="To" value={to} onChange={(time) => onChange({ to: time })} />
    </>
  );
}

interface TimeFieldProps {
  label: string;
  value: string | undefined;
  onChange: (time: string | undefined) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      aria-label={label}
      leftSection={<span className={classes.label}>{label}</span>}
      leftSectionWidth={label.length * 8 + 14}
      // Not bound to the value: while a date is being typed there is none.
      key={value}
      defaultValue={toLocalField(value)}
      onBlur={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') change(event.currentTarget.value);
      }}
      w={label.length * 8 + 200}
    />
  );

  function change(text: string): void {
    if (text !== toLocalField(value)) onChange(fromLocalField(text));
  }
}
