import { Input } from '@mantine/core';
import { described, type ControlProps } from '../control-props';
import { isExpression } from '../loose-value';
import classes from '../schema-form.module.css';

const shown = (value: ControlProps['value']): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** A line of text, or several; with `{{ }}` in it, an expression, told by its letters. */
export function TextControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const isMono = isExpression(value) || field.control === 'topic';
  const common = {
    id,
    value: shown(value),
    placeholder: field.placeholder,
    error: isInvalid,
    attributes: described(describedBy),
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined),
  };
  if (field.control !== 'textarea') return <Input {...common} classNames={{ input: isMono ? classes.mono : '' }} />;
  const input = isMono ? `${classes.area} ${classes.mono}` : classes.area;
  return <Input component="textarea" multiline rows={3} {...common} classNames={{ input }} />;
}
