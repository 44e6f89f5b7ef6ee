import type { ControlProps } from '../control-props';
import { TextOrExpression } from '../expressions/text-or-expression';

const shown = (value: ControlProps['value']): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** A line of text, or several; with `{{ }}` in it, an expression. */
export function TextControl({ id, field, value, onChange, isInvalid, describedBy, asExpression }: ControlProps) {
  return (
    <TextOrExpression
      id={id}
      label={field.title}
      describedBy={describedBy}
      text={shown(value)}
      placeholder={field.placeholder}
      isInvalid={isInvalid}
      isMultiline={field.control === 'textarea'}
      isLiteral={field.isLiteral}
      asExpression={asExpression}
      onChange={(text) => onChange(text || undefined)}
    />
  );
}
