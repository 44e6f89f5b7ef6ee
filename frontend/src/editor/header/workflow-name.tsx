import { useDocument, useEditor } from '../use-editor';
import classes from './editor-header.module.css';

/** The name, to be changed where it stands. */
export function WorkflowName() {
  const { session } = useEditor();
  const name = useDocument((snapshot) => snapshot.name);
  return (
    <h1 className={classes.name}>
      <input
        aria-label="Workflow name"
        value={name}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => session.document.rename(event.target.value)}
        onBlur={() => name.trim() === '' && session.document.rename('Untitled')}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </h1>
  );
}
