import { NativeSelect, Switch } from '@mantine/core';
import type { ControlProps } from '../control-props';

/** One of a few values. */
export function SelectControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const current = value ?? field.default;
  const chosen = field.options.findIndex((option) => option.value === current);
  const options = field.options.map((option, index) => ({ value: String(index), label: option.title }));
  const none = chosen === -1 ? [{ value: '', label: current === undefined ? '' : JSON.stringify(current) }] : [];
  return (
    <NativeSelect
      id={id}
      data={[...none, ...options]}
      value={chosen === -1 ? '' : String(chosen)}
      error={isInvalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(field.options[Number(event.currentTarget.value)]?.value)}
    />
  );
}

/** Yes or no. */
export function SwitchControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const isOn = (value ?? field.default) === true;
  return (
    <Switch
      id={id}
      size="sm"
      checked={isOn}
      error={isInvalid}
      aria-describedby={describedBy}
      label={isOn ? 'Yes' : 'No'}
      aria-label={field.title}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
