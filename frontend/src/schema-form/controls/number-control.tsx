import { TextInput } from '@mantine/core';
import type { ControlProps } from '../control-props';
import { UNREADABLE, useDraft } from '../use-draft';

/** A number; what is not one is said so and left alone. */
export function NumberControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const draft = useDraft(value, show, read, onChange);
  return (
    <TextInput
      id={id}
      value={draft.text}
      inputMode="decimal"
      placeholder={field.placeholder ?? (field.default === undefined ? undefined : String(field.default))}
      error={draft.isUnreadable ? 'This is not a number.' : isInvalid}
      aria-describedby={describedBy}
      autoComplete="off"
      onChange={(event) => draft.change(event.currentTarget.value)}
    />
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
