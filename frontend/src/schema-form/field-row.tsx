import { ActionIcon, Input, Tooltip } from '@mantine/core';
import { Braces, X } from 'lucide-react';
import { useRef, useState, type ComponentType, type FocusEvent } from 'react';
import type { Control } from '@eventloom/backend/contract';
import { described, type ControlProps } from './control-props';
import { SelectControl, SwitchControl } from './controls/choice-controls';
import { CodeControl, JsonControl } from './controls/code-controls';
import { ConditionsControl } from './controls/conditions-control';
import { CronControl } from './controls/cron-control';
import { DurationControl } from './controls/duration-control';
import { KeyValueControl } from './controls/key-value-control';
import { NumberControl } from './controls/number-control';
import { RulesControl } from './controls/rules-control';
import { TextControl } from './controls/text-control';
import { WorkflowControl } from './controls/workflow-control';
import { HelpButton } from './expression-help/help-button';
import { isTextField, textFieldsIn } from './expression-help/insert-snippet';
import { isExpression } from './loose-value';
import type { Field, Json } from './read-schema';
import classes from './schema-form.module.css';

const CONTROLS: Record<Control, ComponentType<ControlProps>> = {
  text: TextControl,
  textarea: TextControl,
  topic: TextControl,
  number: NumberControl,
  switch: SwitchControl,
  select: SelectControl,
  'key-value': KeyValueControl,
  conditions: ConditionsControl,
  json: JsonControl,
  code: CodeControl,
  rules: RulesControl,
  cron: CronControl,
  workflow: WorkflowControl,
  duration: DurationControl,
};

/**
 * Controls that take something else than text, so that an expression needs a field of its own. Rules can't be one: they
 * name ports, which have to be known while the workflow is drawn.
 */
const TYPED: ReadonlySet<Control> = new Set<Control>([
  'number',
  'switch',
  'select',
  'json',
  'key-value',
  'workflow',
  'duration',
]);

/** Controls that take nothing but what they offer, unless an expression is asked for. */
const CLOSED: ReadonlySet<Control> = new Set<Control>(['number', 'switch', 'select', 'workflow', 'duration']);

interface FieldRowProps {
  field: Field;
  value: Json | undefined;
  /** All parameters of the step. */
  values: Readonly<Record<string, Json>>;
  error: string | undefined;
  onChange: (value: Json | undefined) => void;
  /** Absent for what has to be there. */
  onRemove: (() => void) | undefined;
}

/** A field with its name, its control, and what is to be said about it. */
export function FieldRow({ field, value, values, error, onChange, onRemove }: FieldRowProps) {
  // What is best given as an expression starts as one.
  const [wantsExpression, setWantsExpression] = useState(value === undefined && isExpression(field.placeholder));
  const canBeExpression = TYPED.has(field.control) && !field.isLiteral;
  const asExpression = canBeExpression && (wantsExpression || isExpression(value));
  const id = `field-${field.name}`;
  const noteId = `${id}-note`;
  const ControlComponent = asExpression ? ExpressionControl : CONTROLS[field.control];
  const takesExpression = !field.isLiteral && (asExpression || !CLOSED.has(field.control));
  const target = useTarget(field);
  const toggle = (): void => {
    setWantsExpression(!asExpression);
    if (asExpression) onChange(undefined);
  };
  return (
    <div ref={target.row} className={classes.field} data-field={field.name} onFocus={target.onFocus}>
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
          {takesExpression && <HelpButton labelId={`${id}-label`} findTarget={target.find} />}
          {canBeExpression && (
            <Tooltip label={asExpression ? 'Back to a fixed value' : 'Use an expression'}>
              <ActionIcon
                variant={asExpression ? 'light' : 'subtle'}
                color={asExpression ? 'accent' : 'gray'}
                size={22}
                aria-label={`Expression for ${field.title}`}
                aria-pressed={asExpression}
                onClick={toggle}
              >
                <Braces size={13} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {onRemove && (
            <Tooltip label="Remove">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={22}
                aria-label={`Remove ${field.title}`}
                onClick={onRemove}
              >
                <X size={13} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      </div>
      <ControlComponent
        id={id}
        field={field}
        value={value}
        values={values}
        onChange={onChange}
        isInvalid={error !== undefined}
        describedBy={noteId}
      />
      <p id={noteId} className={error === undefined ? classes.note : classes.error}>
        {error ?? field.description}
      </p>
    </div>
  );
}

/** Which of the field's inputs something is put into: the one that had the focus last. */
function useTarget(field: Field) {
  const row = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement>(null);
  const onFocus = ({ target }: FocusEvent): void => {
    if (isTextField(target) && !target.closest('dialog')) last.current = target;
  };
  const find = (): HTMLElement | undefined => {
    if (last.current?.isConnected) return last.current;
    const inputs = row.current ? textFieldsIn(row.current) : [];
    // Names stand before values.
    return inputs.at(field.control === 'key-value' ? -1 : 0);
  };
  return { row, onFocus, find };
}

/** `{{ }}` instead of a fixed value; alone in the field, it keeps the type of what it gives. */
function ExpressionControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  return (
    <Input
      id={id}
      value={typeof value === 'string' ? value : ''}
      placeholder={isExpression(field.placeholder) ? field.placeholder : '{{ trigger.body }}'}
      error={isInvalid}
      attributes={described(describedBy)}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: classes.mono }}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
