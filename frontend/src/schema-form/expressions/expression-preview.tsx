import type { Preview } from '../preview/preview';
import { usePreview } from '../preview/use-preview';
import { isExpression } from '../loose-value';
import type { Json } from '../read-schema';
import { useExpressionData } from './expression-data';
import classes from './expression-preview.module.css';

/** What a value with `{{ }}` in it gives: its kind, itself, and which data it was tried on; or what is wrong with it. */
export function ExpressionPreview({ value }: { value: Json }) {
  return holdsExpression(value) ? <TriedOut value={value} /> : null;
}

function TriedOut({ value }: { value: Json }) {
  const preview = usePreview(value);
  const { origin } = useExpressionData();
  if (!preview) return <div className={classes.preview} aria-hidden />;
  return (
    <div className={classes.preview} role="status" aria-label="Preview" data-status={preview.status}>
      <Outcome preview={preview} />
      {origin !== '' && <span className={classes.origin}>{origin}</span>}
    </div>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  switch (preview.status) {
    case 'value':
      return (
        <>
          <span className={classes.kind}>{preview.kind}</span>
          <code className={classes.value}>{preview.text}</code>
        </>
      );
    case 'stopped':
      return <span className={classes.problem}>It takes too long to be tried out here.</span>;
    case 'error':
      return (
        <span className={classes.problem}>
          {placeOf(preview)}
          {preview.message}
        </span>
      );
  }
}

function placeOf({ line, column }: { line: number | undefined; column: number | undefined }): string {
  if (line === undefined || column === undefined) return '';
  return line === 1 ? `At ${column}: ` : `Line ${line}, ${column}: `;
}

function holdsExpression(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsExpression);
  return isExpression(value);
}
