import { Input } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { described } from '../control-props';
import classes from '../schema-form.module.css';
import type { ExpressionEditorProps } from './expression-editor';
import { ExpressionPreview } from './expression-preview';

const loadEditor = () => import('./expression-editor');
const ExpressionEditor = lazy(loadEditor);

/** So that the editor is there when a field that is being typed into becomes an expression. */
export function preloadExpressionEditor(): void {
  void loadEditor().catch(() => undefined);
}

interface ExpressionFieldProps extends ExpressionEditorProps {
  /** Whether what it gives is shown beneath it. */
  isPreviewed?: boolean;
}

/** A field for `{{ }}`, and what it gives on the data at hand. Until the editor has loaded, a plain one does. */
export function ExpressionField({ isPreviewed = true, ...props }: ExpressionFieldProps) {
  return (
    <div className={classes.expression}>
      <Suspense fallback={<PlainField {...props} />}>
        <ExpressionEditor {...props} />
      </Suspense>
      {isPreviewed && <ExpressionPreview value={props.text} isInvalid={props.isInvalid} />}
    </div>
  );
}

function PlainField({
  id,
  label,
  describedBy,
  isInvalid,
  text,
  placeholder,
  takeOver,
  onChange,
}: ExpressionEditorProps) {
  return (
    <Input
      id={id}
      aria-label={label}
      value={text}
      placeholder={placeholder}
      error={isInvalid}
      attributes={described(describedBy)}
      spellCheck={false}
      autoComplete="off"
      autoFocus={takeOver !== undefined}
      classNames={{ input: classes.mono }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
