import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { X } from 'lucide-react';
import { HelpButton } from './expression-help/help-button';
import type { Field } from './read-schema';
import classes from './schema-form.module.css';

interface FieldHeadProps {
  id: string;
  field: Field;
  /** Absent where there is no choice. */
  onToggle: (() => void) | undefined;
  asExpression: boolean;
  /** Where help on expressions puts what is chosen; absent where there can be no expression. */
  findTarget: (() => HTMLElement | undefined) | undefined;
  onRemove: (() => void) | undefined;
}

/** The name of a field, and what can be done with it. */
export function FieldHead({ id, field, onToggle, asExpression, findTarget, onRemove }: FieldHeadProps) {
  return (
    <div className={classes.fieldHead}>
      <label id={`${id}-label`} htmlFor={id} className={classes.fieldTitle}>
        {field.title}
      </label>
      {field.isRequired && (
        <span className={classes.required} title="Required" aria-hidden>
          *
        </span>
      )}
      <span className={classes.fieldTools}>
        {findTarget && <HelpButton labelId={`${id}-label`} findTarget={findTarget} />}
        {onToggle && (
          <UnstyledButton
            className={classes.mode}
            aria-describedby={`${id}-label`}
            aria-pressed={asExpression}
            onClick={onToggle}
          >
            <span aria-hidden data-on={!asExpression || undefined}>
              Fixed
            </span>
            <span data-on={asExpression || undefined}>Expression</span>
          </UnstyledButton>
        )}
        {onRemove && (
          <Tooltip label="Remove">
            <ActionIcon variant="subtle" color="gray" size={22} aria-label={`Remove ${field.title}`} onClick={onRemove}>
              <X size={13} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    </div>
  );
}
