import { Switch, TextInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useProblems } from '../use-editor';
import classes from './settings.module.css';

interface LimitSectionProps {
  name: 'concurrency' | 'throttle' | 'debounce' | 'batch';
  title: string;
  /** What it does, in a sentence. */
  says: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  limitKey: string | undefined;
  onKey: (key: string | undefined) => void;
  children: ReactNode;
}

/** A limit that can be switched on: its figures, and the key that it counts by. */
export function LimitSection({ name, title, says, isOn, onToggle, limitKey, onKey, children }: LimitSectionProps) {
  const id = useId();
  const problems = useProblems().filter(({ pointer }) => pointer?.startsWith(`/settings/${name}`));
  const ofKey = problems.find(({ pointer, severity }) => severity === 'error' && pointer === `/settings/${name}/key`);
  const others = problems.filter((problem) => problem !== ofKey);
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Switch
        id={id}
        size="sm"
        label={title}
        description={says}
        checked={isOn}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      {isOn && (
        <div className={classes.fields}>
          {children}
          <TextInput
            className={classes.key}
            classNames={{ input: classes.mono }}
            label="For each value of"
            placeholder="all events together"
            description="An expression over trigger and event, such as {{ trigger.customer }}"
            value={limitKey ?? ''}
            error={ofKey?.detail}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onKey(event.currentTarget.value || undefined)}
          />
          {others.map(({ detail, severity }) => (
            <p key={detail} className={classes.problem} data-severity={severity}>
              {detail}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}
