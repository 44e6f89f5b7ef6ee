import { useMemo, useState } from 'react';
import { carryPath } from '../../../schema-form/expressions/dragged-path';
import { useInsertTarget } from '../../../schema-form/expressions/insert-target';
import { TreeView } from '../../../ui/data-viewer/tree-view';
import type { ExpressionData } from '../../../schema-form/expressions/expression-data';
import classes from './data-pane.module.css';
import { firstOpen, inputRoots, inputRows } from './input-roots';
import { PaneHead } from './pane-head';

/** Everything that the step's expressions can read; its keys are put into fields by dragging them, or with Enter. */
export default function InputPane({ data, isTrigger }: { data: ExpressionData; isTrigger: boolean }) {
  const { scope, upstream, origin } = data;
  const target = useInsertTarget();
  const roots = useMemo(() => inputRoots(scope, upstream), [scope, upstream]);
  const [selected, setSelected] = useState<string>();
  const [toggled, setToggled] = useState<ReadonlySet<string>>();
  const [hint, setHint] = useState<string>();
  const expanded = useMemo(() => toggled ?? firstOpen(roots), [toggled, roots]);
  const rows = useMemo(() => inputRows(roots, expanded), [roots, expanded]);
  const toggle = (pointer: string): void => {
    const next = new Set(expanded);
    if (!next.delete(pointer)) next.add(pointer);
    setToggled(next);
  };
  const pick = (path: string): void => {
    setHint(target.current ? undefined : 'Choose a field first: the key goes there.');
    target.current?.(path);
  };
  const isEmpty = origin === '';
  return (
    <section className={classes.pane} aria-label="Input">
      <PaneHead title="Input" note={origin} />
      {isEmpty && <p className={classes.none}>{noInput(isTrigger)}</p>}
      <div className={classes.tree}>
        <TreeView
          label="Data for expressions"
          rows={rows}
          selected={selected}
          onSelect={setSelected}
          onToggle={(row) => toggle(row.pointer)}
          onPick={(row) => pick(row.path)}
          onDrag={(row, transfer) => carryPath(transfer, row.path)}
        />
      </div>
      <p className={classes.hint} role="status">
        {hint ?? 'Drag a key onto a field, or press Enter on it.'}
      </p>
    </section>
  );
}

function noInput(isTrigger: boolean): string {
  return isTrigger
    ? 'A trigger has no input: it begins the run.'
    : 'No data yet. Run the workflow once, or give its trigger a sample.';
}
