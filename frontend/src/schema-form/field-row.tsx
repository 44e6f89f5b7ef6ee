import type { Control } from '@eventloom/backend/contract';
import { useState, type ComponentType } from 'react';
import type { ControlProps } from './control-props';
import { SelectControl, SwitchControl } from './controls/choice-controls';
import { CodeControl, JsonControl } from './controls/code-controls';
import { ConnectionControl } from './controls/connection-control';
import { ConditionsControl } from './controls/conditions-control';
import { CronControl } from './controls/cron-control';
import { DurationControl } from './controls/duration-control';
import { KeyValueControl } from './controls/key-value-control';
import { NumberControl } from './controls/number-control';
import { RulesControl } from './controls/rules-control';
import { SecretControl } from './controls/secret-control';
import { TextControl } from './controls/text-control';
import { TopicControl } from './controls/topic-control';
import { WorkflowControl } from './controls/workflow-control';
import { ExpressionField } from './expressions/expression-field';
import { FieldHead } from './field-head';
import { isExpression } from './loose-value';
import type { Field, Json } from './read-schema';
import classes from './schema-form.module.css';
import { useFieldTarget } from './use-field-target';

const CONTROLS: Record<Control, ComponentType<ControlProps>> = {
  text: TextControl,
  textarea: TextControl,
  topic: TopicControl,
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
  connection: ConnectionControl,
  secret: SecretControl,
};

/** Controls of texts: an expression is such a text. */
const TEXTS: ReadonlySet<Control> = new Set<Control>(['text', 'textarea', 'topic']);

/** Controls that take nothing but what they offer, unless an expression is asked for. */
const CLOSED: ReadonlySet<Control> = new Set<Control>([
  'number',
  'switch',
  'select',
  'workflow',
  'duration',
  'connection',
]);

/**
 * Controls whose parts may be expressions, or none of it. Rules can't be one as a whole: they name ports, which have to be
 * known while the workflow is drawn.
 */
const NEVER_WHOLE: ReadonlySet<Control> = new Set<Control>(['conditions', 'rules', 'code', 'cron', 'secret']);

/** Controls that no key of the data can be put into. */
const CLOSED_TO_PATHS: ReadonlySet<Control> = new Set<Control>(['code', 'cron', 'secret']);

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
  const isText = TEXTS.has(field.control);
  // What is best given as an expression starts as one.
  const [wantsExpression, setWantsExpression] = useState(
    isExpression(value) || (value === undefined && !isText && isExpression(field.placeholder)),
  );
  const canBeExpression = !NEVER_WHOLE.has(field.control) && !field.isLiteral;
  const asExpression = canBeExpression && (wantsExpression || isExpression(value));
  const id = `field-${field.name}`;
  const noteId = `${id}-note`;
  const isOpen = asExpression || !CLOSED.has(field.control);
  const target = useFieldTarget({
    field,
    takesText: isOpen && (isText || asExpression || value !== undefined || field.control !== 'json'),
    takesExpression: !field.isLiteral && !CLOSED_TO_PATHS.has(field.control),
    replace: (text) => onChange(text),
  });
  const toggle = (): void => {
    setWantsExpression(!asExpression);
    if (asExpression && !(isText && !isExpression(value))) onChange(undefined);
  };
  const change = (next: Json | undefined): void => {
    // So that an undo in the field itself does not take the field away.
    if (isText && isExpression(next)) setWantsExpression(true);
    onChange(next);
  };
  const ControlComponent = asExpression && !isText ? WholeExpression : CONTROLS[field.control];
  return (
    <div {...target.props} className={classes.field} data-field={field.name}>
      <FieldHead
        id={id}
        field={field}
        onToggle={canBeExpression ? toggle : undefined}
        asExpression={asExpression}
        findTarget={isOpen && !field.isLiteral && field.control !== 'secret' ? target.find : undefined}
        onRemove={onRemove}
      />
      <ControlComponent
        id={id}
        field={field}
        value={value}
        values={values}
        asExpression={asExpression}
        onChange={change}
        isInvalid={error !== undefined}
        describedBy={noteId}
      />
      <p id={noteId} className={error === undefined ? classes.note : classes.error}>
        {error ?? field.description}
      </p>
    </div>
  );
}

/** `{{ }}` instead of a fixed value; alone in the field, it keeps the type of what it gives. */
function WholeExpression({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  return (
    <ExpressionField
      id={id}
      label={field.title}
      describedBy={describedBy}
      isInvalid={isInvalid}
      isMultiline={!CLOSED.has(field.control)}
      text={typeof value === 'string' ? value : ''}
      placeholder={isExpression(field.placeholder) ? field.placeholder : '{{ trigger.body }}'}
      takeOver={undefined}
      onChange={(text) => onChange(text || undefined)}
    />
  );
}
