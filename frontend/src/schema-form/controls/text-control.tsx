import { Textarea, TextInput } from '@mantine/core';
import type { ControlProps } from '../control-props';
import { isExpression } from '../loose-value';
import classes from '../schema-form.module.css';

const shown = (value: ControlProps['value']): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** A line of text, or several; with `{{ }}` in it, an expression, told by its letters. */
export function TextControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const common = {
    id,
    value: shown(value),
    placeholder: field.placeholder,
    error: isInvalid,
    'aria-describedby': describedBy,
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined),
    classNames: { input: isExpression(value) || field.control === 'topic' ? classes.mono : '' },
  };
  if (field.control === 'textarea') return <Textarea {...common} autosize minRows={2} maxRows={12} />;
  return <TextInput {...common} />;
}
