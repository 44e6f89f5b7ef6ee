import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, CornerDownRight, Plus, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { ControlProps } from '../control-props';
import type { Field } from '../read-schema';
import { moveRule, newRule, readRules, refusePort, type Rule } from '../rules';
import classes from '../schema-form.module.css';
import { UNREADABLE, useDraft } from '../use-draft';
import { ConditionsControl } from './conditions-control';

/** Ways out of a step, each with its conditions; the first whose conditions hold is taken. */
export function RulesControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const rules = readRules(value);
  const put = (next: readonly Rule[]): void => onChange(next.map((rule) => ({ ...rule })));
  return (
    <div className={classes.rows} role="group" aria-label={field.title} aria-describedby={describedBy}>
      {rules.map((_, index) => (
        <RuleRow
          key={index}
          id={index === 0 ? id : undefined}
          field={field}
          rules={rules}
          index={index}
          isInvalid={isInvalid}
          onChange={(changed) => put(rules.map((each, at) => (at === index ? changed : each)))}
          onMove={(by) => put(moveRule(rules, index, by))}
          onRemove={() => put(rules.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => put([...rules, newRule(rules)])}
        className={classes.addRow}
      >
        Add rule
      </Button>
    </div>
  );
}

interface RuleRowProps {
  id: string | undefined;
  field: Field;
  rules: readonly Rule[];
  index: number;
  isInvalid: boolean;
  onChange: (rule: Rule) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function RuleRow({ id, field, rules, index, isInvalid, onChange, onMove, onRemove }: RuleRowProps) {
  const own = useId();
  const rule = rules[index] ?? { port: '', conditions: null };
  const name = `Rule ${index + 1}`;
  return (
    <div className={classes.rule} role="group" aria-label={name}>
      <div className={classes.ruleHead}>
        <PortField
          id={id}
          label={`${name}, port`}
          rules={rules}
          index={index}
          onChange={(port) => onChange({ ...rule, port })}
        />
        <RuleButton label={`Move ${name} up`} disabled={index === 0} onClick={() => onMove(-1)}>
          <ArrowUp size={14} aria-hidden />
        </RuleButton>
        <RuleButton label={`Move ${name} down`} disabled={index === rules.length - 1} onClick={() => onMove(1)}>
          <ArrowDown size={14} aria-hidden />
        </RuleButton>
        <RuleButton label={`Remove ${name}`} disabled={false} onClick={onRemove}>
          <X size={14} aria-hidden />
        </RuleButton>
      </div>
      <ConditionsControl
        id={own}
        field={{ ...field, title: `${name}, condition` }}
        value={rule.conditions}
        values={{}}
        onChange={(conditions) => onChange({ ...rule, conditions: conditions ?? null })}
        isInvalid={isInvalid}
        describedBy={own}
      />
    </div>
  );
}

interface PortFieldProps {
  id: string | undefined;
  label: string;
  rules: readonly Rule[];
  index: number;
  onChange: (port: string) => void;
}

/** The name of a port. One that can't be is said so and kept back, so that no connection loses its way meanwhile. */
function PortField({ id, label, rules, index, onChange }: PortFieldProps) {
  const draft = useDraft(
    rules[index]?.port,
    (value) => (typeof value === 'string' ? value : ''),
    (text) => (refusePort(text, rules, index) === undefined ? text.trim() : UNREADABLE),
    (value) => typeof value === 'string' && onChange(value),
  );
  return (
    <TextInput
      id={id}
      aria-label={label}
      placeholder="name of the port"
      leftSection={<CornerDownRight size={14} aria-hidden />}
      value={draft.text}
      error={draft.isUnreadable ? refusePort(draft.text, rules, index) : undefined}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => draft.change(event.currentTarget.value)}
    />
  );
}

interface RuleButtonProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

function RuleButton({ label, disabled, onClick, children }: RuleButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
