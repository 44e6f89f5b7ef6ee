import { useCanvas, useOverlay } from './canvas-overlay';
import { LabelField } from './label-field';
import classes from './step-node.module.css';

/** The name of a step; while it is being renamed, the field for it. */
export function NodeLabel({ id, title }: { id: string; title: string }) {
  const { overlay, actions } = useCanvas();
  const isRenaming = useOverlay((state) => state.renaming === id);
  if (!isRenaming || !actions) return <span className={classes.label}>{title}</span>;
  const end = (): void => overlay.setState({ renaming: undefined });
  return <LabelField title={title} onDone={(label) => (actions.rename(id, label), end())} onCancel={end} />;
}
