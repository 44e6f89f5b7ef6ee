import { Tooltip } from '@mantine/core';
import { Fragment } from 'react';
import { formatCount } from '../../ui/format';
import { useEditor, useUi } from '../use-editor';
import { SELECTION_ACTIONS, type SelectionAction } from './selection-actions';
import classes from './selection-toolbar.module.css';

/** What can be done to the chosen steps together. */
export default function SelectionToolbar() {
  const count = useUi((ui) => ui.selection.nodes.size);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Chosen steps">
      <span className={classes.count}>{formatCount(count, 'step')}</span>
      {SELECTION_ACTIONS.map((group) => (
        <Fragment key={group[0]?.title}>
          <span className={classes.line} aria-hidden />
          {group.map((action) => (
            <ActionButton key={action.title} action={action} isDisabled={count < (action.least ?? 2)} />
          ))}
        </Fragment>
      ))}
    </div>
  );
}

function ActionButton({ action, isDisabled }: { action: SelectionAction; isDisabled: boolean }) {
  const editor = useEditor();
  const Icon = action.icon;
  return (
    <Tooltip label={action.title}>
      <button
        type="button"
        className={classes.button}
        aria-label={action.title}
        disabled={isDisabled}
        onClick={() => action.run(editor)}
      >
        <Icon size={16} aria-hidden />
      </button>
    </Tooltip>
  );
}
