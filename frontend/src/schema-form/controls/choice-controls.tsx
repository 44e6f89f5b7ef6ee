import { Input, Switch } from '@mantine/core';
import { ChevronsUpDown } from 'lucide-react';
import { described, type ControlProps } from '../control-props';

/** One of a few values. */
export function SelectControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const current = value ?? field.default;
  const chosen = field.options.findIndex((option) => option.value === current);
  const options = field.options.map((option, index) => ({ value: String(index), label: option.title }));
  const none = chosen === -1 ? [{ value: '', label: current === undefined ? '' : JSON.stringify(current) }] : [];
  return (
    <Input
      component="select"
      pointer
      id={id}
      rightSection={<ChevronsUpDown size={14} aria-hidden />}
      value={chosen === -1 ? '' : String(chosen)}
      error={isInvalid}
      attributes={described(describedBy)}
      onChange={(event) => onChange(field.options[Number(event.currentTarget.value)]?.value)}
    >
      {[...none, ...options].map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Input>
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
