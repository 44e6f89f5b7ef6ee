import type { Preview } from '../preview/preview';
import { usePreview } from '../preview/use-preview';
import { isExpression } from '../loose-value';
import type { Json } from '../read-schema';
import { useExpressionData } from './expression-data';
import classes from './expression-preview.module.css';

/** What a value with `{{ }}` in it gives: its kind, itself, and which data it was tried on; or what is wrong with it. */
export function ExpressionPreview(props: ExpressionPreviewProps) {
  return holdsExpression(props.value) ? <TriedOut {...props} /> : null;
}

interface ExpressionPreviewProps {
  value: Json;
  /** Whether what is wrong with it is told elsewhere already. */
  isInvalid: boolean;
}

function TriedOut({ value, isInvalid }: ExpressionPreviewProps) {
  const preview = usePreview(value);
  const { origin } = useExpressionData();
  if (!preview) return <div className={classes.preview} aria-hidden />;
  return (
    <div className={classes.preview} role="status" aria-label="Preview" data-status={preview.status}>
      <Outcome preview={preview} isInvalid={isInvalid} />
      {preview.status === 'value' && origin !== '' && <span className={classes.origin}>{origin}</span>}
    </div>
  );
}

function Outcome({ preview, isInvalid }: { preview: Preview; isInvalid: boolean }) {
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
    case 'error': {
      const message = isInvalid && preview.isMistake ? undefined : preview.message;
      return <span className={classes.problem}>{[placeOf(preview), message].filter(Boolean).join(': ')}</span>;
    }
  }
}

function placeOf({ line, column }: { line: number | undefined; column: number | undefined }): string | undefined {
  if (line === undefined || column === undefined) return undefined;
  return line === 1 ? `Column ${column}` : `Line ${line}, column ${column}`;
}

function holdsExpression(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsExpression);
  return isExpression(value);
}
