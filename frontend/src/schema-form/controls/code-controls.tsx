import type { ControlProps } from '../control-props';
import { ExpressionPreview } from '../expressions/expression-preview';
import { LazyCodeEditor } from '../lazy-code-editor';
import type { Json } from '../read-schema';
import classes from '../schema-form.module.css';
import { UNREADABLE, useDraft } from '../use-draft';

/** JavaScript. */
export function CodeControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  return (
    <LazyCodeEditor
      id={id}
      language="javascript"
      label={field.title}
      describedBy={describedBy}
      isInvalid={isInvalid}
      text={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' ? undefined : text)}
    />
  );
}

/** Any JSON value; until what is typed can be read, the last value stays. */
export function JsonControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const draft = useDraft(value, show, read, onChange);
  return (
    <>
      <LazyCodeEditor
        id={id}
        language="json"
        label={field.title}
        describedBy={describedBy}
        isInvalid={isInvalid || draft.isUnreadable}
        text={draft.text}
        takesExpressions={!field.isLiteral}
        onChange={draft.change}
      />
      {draft.isUnreadable && <p className={classes.error}>This is not valid JSON yet; the value before it is kept.</p>}
      {!field.isLiteral && value !== undefined && <ExpressionPreview value={value} isInvalid={isInvalid} />}
    </>
  );
}

function show(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

function read(text: string): Json | undefined | typeof UNREADABLE {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return UNREADABLE;
  }
}
