import { useId } from 'react';
import { LazyCodeEditor } from './lazy-code-editor';
import classes from './schema-form.module.css';

interface JsonTextProps {
  label: string;
  text: string;
  /** What is wrong with the text. */
  problem: string | undefined;
  onChange: (text: string) => void;
}

/** JSON as a text that can be edited. */
export function JsonText({ label, text, problem, onChange }: JsonTextProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <span className={classes.fieldTitle} aria-hidden>
        {label}
      </span>
      <LazyCodeEditor
        id={id}
        language="json"
        label={label}
        describedBy={`${id}-problem`}
        isInvalid={problem !== undefined}
        text={text}
        onChange={onChange}
      />
      <p id={`${id}-problem`} className={classes.error} role="status">
        {problem}
      </p>
    </div>
  );
}
