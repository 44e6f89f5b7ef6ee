import { Input } from '@mantine/core';
import { described, type ControlProps } from '../control-props';
import classes from '../schema-form.module.css';
import { UNREADABLE, useDraft } from '../use-draft';

/** A number; what is not one is said so and left alone. */
export function NumberControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const draft = useDraft(value, show, read, onChange);
  return (
    <>
      <Input
        id={id}
        value={draft.text}
        inputMode="decimal"
        placeholder={field.placeholder ?? (field.default === undefined ? undefined : String(field.default))}
        error={draft.isUnreadable || isInvalid}
        attributes={described(describedBy)}
        autoComplete="off"
        onChange={(event) => draft.change(event.currentTarget.value)}
      />
      {draft.isUnreadable && <p className={classes.error}>This is not a number.</p>}
    </>
  );
}

function show(value: ControlProps['value']): string {
  return value === undefined ? '' : String(value);
}

function read(text: string): number | undefined | typeof UNREADABLE {
  if (text.trim() === '') return undefined;
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : UNREADABLE;
}
