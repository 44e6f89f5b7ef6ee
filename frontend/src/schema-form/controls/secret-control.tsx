import { Button, Input } from '@mantine/core';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { described, type ControlProps } from '../control-props';
import classes from '../schema-form.module.css';

/** Something that can be written and replaced but never read again, not even by who wrote it. */
export function SecretControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const [isWriting, setWriting] = useState(false);
  if (value !== undefined && !isWriting)
    return (
      <div className={classes.secret}>
        <Lock size={14} aria-hidden />
        <span>A value is set. It is not shown again.</span>
        <Button id={id} variant="default" size="compact-sm" onClick={() => (setWriting(true), onChange(undefined))}>
          Replace
        </Button>
      </div>
    );
  return (
    <Input
      id={id}
      type="password"
      aria-label={field.title}
      defaultValue=""
      placeholder={field.placeholder}
      error={isInvalid}
      attributes={described(describedBy)}
      spellCheck={false}
      autoComplete="new-password"
      onFocus={() => setWriting(true)}
      onBlur={() => setWriting(false)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
