import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { msOf, unitFor, UNITS, type Unit } from './duration';
import classes from './settings.module.css';

interface DurationInputProps {
  label: string;
  /** Milliseconds. */
  value: number | undefined;
  /** Called with undefined when it is emptied, if it may be. */
  onChange: (ms: number | undefined) => void;
  maxMs: number;
  /** What stands there while it is empty; without it, it can't be emptied. */
  placeholder?: string;
  description?: string;
}

/** A length of time: a number and its unit. */
export function DurationInput({ label, value, onChange, maxMs, placeholder, description }: DurationInputProps) {
  const [unit, setUnit] = useState<Unit>(value === undefined ? 'seconds' : unitFor(value));
  const shown = value === undefined ? '' : value / msOf(unit);
  const put = (amount: number, of: Unit): void => onChange(Math.min(maxMs, Math.max(1, Math.round(amount * msOf(of)))));
  return (
    <div className={classes.duration}>
      <NumberInput
        label={label}
        description={description}
        value={shown}
        placeholder={placeholder}
        min={0}
        hideControls
        onChange={(next) => {
          if (typeof next === 'number' && next > 0) put(next, unit);
          else if (next === '' && placeholder !== undefined) onChange(undefined);
        }}
      />
      <NativeSelect
        aria-label={`${label}: unit`}
        value={unit}
        data={UNITS.map(({ name }) => name).toReversed()}
        onChange={(event) => {
          const next = UNITS.find(({ name }) => name === event.currentTarget.value)?.name ?? 'ms';
          setUnit(next);
          if (typeof shown === 'number') put(shown, next);
        }}
      />
    </div>
  );
}
