import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { conditionsSchema, type Condition, type ConditionOperator, type Conditions } from '@eventloom/backend/contract';
import { Plus, X } from 'lucide-react';
import type { ControlProps } from '../control-props';
import { TextOrExpression } from '../expressions/text-or-expression';
import { kindOf, readLoose, showLoose } from '../loose-value';
import type { Json } from '../read-schema';
import classes from '../schema-form.module.css';
import { useDraft } from '../use-draft';
import { KindChip } from './key-value-control';

const OPERATORS: { value: ConditionOperator; label: string }[] = [
  { value: 'eq', label: 'is' },
  { value: 'ne', label: 'is not' },
  { value: 'gt', label: 'is greater than' },
  { value: 'gte', label: 'is at least' },
  { value: 'lt', label: 'is less than' },
  { value: 'lte', label: 'is at most' },
  { value: 'contains', label: 'contains' },
  { value: 'startsWith', label: 'starts with' },
  { value: 'endsWith', label: 'ends with' },
  { value: 'matches', label: 'matches the pattern' },
  { value: 'in', label: 'is one of' },
  { value: 'exists', label: 'exists' },
  { value: 'empty', label: 'is empty' },
];
const ONE_SIDED: ReadonlySet<ConditionOperator> = new Set(['exists', 'empty']);
const NEW_CLAUSE: Condition = { left: '', operator: 'eq', right: '' };

type Joint = 'all' | 'any';

/** Builds conditions row by row: a value, how it is compared, and with what. */
export function ConditionsControl({ id, field, value, onChange, describedBy }: ControlProps) {
  const { joint, clauses: given } = split(value);
  const clauses = given.length === 0 ? [NEW_CLAUSE] : given;
  const put = (next: readonly Condition[], by: Joint = joint): void => onChange(join(by, next));
  return (
    <div className={classes.rows} role="group" aria-label={field.title} aria-describedby={describedBy}>
      {clauses.length > 1 && (
        <NativeSelect
          aria-label={`${field.title}, how they add up`}
          value={joint}
          data={[
            { value: 'all', label: 'All of these hold' },
            { value: 'any', label: 'Any of these holds' },
          ]}
          onChange={(event) => put(clauses, event.currentTarget.value === 'any' ? 'any' : 'all')}
        />
      )}
      {clauses.map((clause, index) => (
        <Clause
          key={index}
          id={index === 0 ? id : undefined}
          name={`${field.title} ${index + 1}`}
          clause={clause}
          onChange={(changed) => put(clauses.map((each, at) => (at === index ? changed : each)))}
          onRemove={() => put(clauses.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => put([...clauses, NEW_CLAUSE])}
        className={classes.addRow}
      >
        Add condition
      </Button>
    </div>
  );
}

interface ClauseProps {
  id: string | undefined;
  name: string;
  clause: Condition;
  onChange: (clause: Condition) => void;
  onRemove: () => void;
}

function Clause({ id, name, clause, onChange, onRemove }: ClauseProps) {
  const { left, operator, right } = clause;
  return (
    <div className={classes.clause}>
      <LooseField
        id={id}
        label={`${name}, value`}
        placeholder="{{ trigger.body.total }}"
        value={left}
        onChange={(next) => onChange({ ...clause, left: next })}
      />
      <NativeSelect
        aria-label={`${name}, comparison`}
        value={operator}
        data={OPERATORS}
        onChange={(event) => onChange(withOperator(clause, event.currentTarget.value))}
      />
      {ONE_SIDED.has(operator) ? (
        <span />
      ) : (
        <LooseField
          label={`${name}, compared with`}
          placeholder={operator === 'in' ? '["a", "b"]' : '100'}
          value={right ?? ''}
          onChange={(next) => onChange({ ...clause, right: next })}
        />
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name}`} onClick={onRemove}>
        <X size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

interface LooseFieldProps {
  id?: string;
  label: string;
  placeholder: string;
  value: Json;
  onChange: (value: Json) => void;
}

function LooseField({ id, label, placeholder, value, onChange }: LooseFieldProps) {
  const draft = useDraft(value, showLoose, readLoose, (next) => onChange(next ?? ''));
  return (
    <TextOrExpression
      id={id}
      label={label}
      describedBy=""
      placeholder={placeholder}
      text={draft.text}
      isMono
      rightSection={<KindChip value={value} />}
      rightSectionWidth={kindOf(value) ? 64 : 0}
      onChange={draft.change}
    />
  );
}

function withOperator(clause: Condition, value: string): Condition {
  const operator = OPERATORS.find((each) => each.value === value)?.value ?? clause.operator;
  if (!ONE_SIDED.has(operator)) return { ...clause, operator, right: clause.right ?? '' };
  return { left: clause.left, operator };
}

function split(value: Json | undefined): { joint: Joint; clauses: readonly Condition[] } {
  const parsed = conditionsSchema.safeParse(value);
  if (!parsed.success) return { joint: 'all', clauses: [] };
  return 'any' in parsed.data ? { joint: 'any', clauses: parsed.data.any } : { joint: 'all', clauses: parsed.data.all };
}

function join(joint: Joint, clauses: readonly Condition[]): Json {
  const conditions: Conditions = joint === 'any' ? { any: [...clauses] } : { all: [...clauses] };
  return conditions;
}
