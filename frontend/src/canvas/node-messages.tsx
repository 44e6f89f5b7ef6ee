import { useCanvas } from './canvas-overlay';
import classes from './node-messages.module.css';

/** The first line of what went wrong; where there is more to be seen of it, the way there. */
export function NodeError({ id, error }: { id: string; error: string }) {
  const { actions } = useCanvas();
  if (!actions) return <span className={classes.error}>{error}</span>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.error} nodrag nopan`}
      title="Show what went wrong"
      onClick={(event) => {
        event.stopPropagation();
        actions.openError(id);
      }}
    >
      {error}
    </button>
  );
}

/** Why a connection that is being drawn may not end at a step; seen while the pointer is there. */
export function NodeRefusal({ reason }: { reason: string }) {
  return (
    <span className={classes.refusal} data-refusal>
      {reason}
    </span>
  );
}
