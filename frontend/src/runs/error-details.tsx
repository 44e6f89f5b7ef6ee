import type { RunError } from '@eventloom/backend/contract';
import { CopyButton } from '../ui/copy-button';
import { DataViewer } from '../ui/data-viewer/data-viewer';
import classes from './step-panel.module.css';

/** Why a step failed: code, message, place, and what else is known. */
export function ErrorDetails({ error }: { error: RunError }) {
  const place = error.line === undefined ? '' : ` · line ${error.line}, column ${error.column ?? 1}`;
  return (
    <>
      <div className={classes.error}>
        <div className={classes.code}>
          <code>{error.code}</code>
          <span>{place}</span>
          <CopyButton label="Copy error" text={`${error.code}: ${error.message}`} />
        </div>
        <p>{error.message}</p>
      </div>
      {error.details !== undefined && error.details !== null && (
        <DataViewer label="Details of the error" value={error.details} path="error" />
      )}
    </>
  );
}
