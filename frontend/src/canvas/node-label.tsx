import { useCanvas, useOverlay } from './canvas-overlay';
import { LabelField } from './label-field';
import classes from './step-node.module.css';

/** The name of a step or group; while it is being renamed, the field for it. */
export function NodeLabel({ id, title, of = 'step' }: { id: string; title: string; of?: 'step' | 'group' }) {
  const { overlay, actions } = useCanvas();
  const isRenaming = useOverlay((state) => state.renaming === id);
  if (!isRenaming || !actions) return <span className={classes.label}>{title}</span>;
  const end = (): void => overlay.setState({ renaming: undefined });
  return <LabelField title={title} of={of} onDone={(label) => (actions.rename(id, label), end())} onCancel={end} />;
}
