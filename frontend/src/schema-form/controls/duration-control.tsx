import { Input, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { described, type ControlProps } from '../control-props';
import { lengthOf, toMs, unitOf, UNITS, type Unit } from '../duration';
import classes from '../schema-form.module.css';
import { UNREADABLE, useDraft } from '../use-draft';

/** A length of time as a number and a unit; its value is milliseconds. */
export function DurationControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const shown = typeof value === 'number' ? value : field.default;
  const [chosen, setChosen] = useState<Unit>();
  const unit = chosen ?? (typeof shown === 'number' ? unitOf(shown) : 's');
  const read = (text: string) => (text.trim() === '' ? undefined : (toMs(text, unit) ?? UNREADABLE));
  const show = (ms: ControlProps['value']): string => (typeof ms === 'number' ? String(ms / lengthOf(unit)) : '');
  const draft = useDraft(value, show, read, (ms) => {
    // From now on the unit is the one that is being typed in, whatever the number would be said in.
    setChosen(unit);
    onChange(ms);
  });
  const change = (next: Unit): void => {
    setChosen(next);
    const ms = toMs(draft.text, next);
    if (ms !== undefined) onChange(ms);
  };
  return (
    <>
      <div className={classes.duration}>
        <Input
          id={id}
          value={draft.text}
          inputMode="decimal"
          placeholder={show(field.default) || field.placeholder}
          error={draft.isUnreadable || isInvalid}
          attributes={described(describedBy)}
          autoComplete="off"
          onChange={(event) => draft.change(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={`${field.title}, unit`}
          value={unit}
          data={UNITS.map((each) => ({ value: each.unit, label: each.title }))}
          onChange={(event) => change(UNITS.find((each) => each.unit === event.currentTarget.value)?.unit ?? unit)}
        />
      </div>
      {draft.isUnreadable && <p className={classes.error}>This is not a number.</p>}
    </>
  );
}
