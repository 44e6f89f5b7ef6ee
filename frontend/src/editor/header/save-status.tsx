import { CloudAlert, CloudCheck, CloudUpload, LoaderCircle } from 'lucide-react';
import type { SaveState } from '../document/autosave';
import { useSaving } from '../use-editor';
import classes from './editor-header.module.css';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Whether what is on the canvas is safe, in words. */
export function SaveStatus() {
  const save = useSaving((state) => state.save);
  const Icon = ICONS[save.status];
  return (
    <span className={classes.save} role="status" aria-label="Save status" data-status={save.status}>
      <Icon size={14} aria-hidden className={save.status === 'saving' ? classes.turning : undefined} />
      {wordsFor(save)}
    </span>
  );
}

const ICONS = {
  saved: CloudCheck,
  unsaved: CloudUpload,
  saving: LoaderCircle,
  failed: CloudAlert,
  conflict: CloudAlert,
  emptied: CloudAlert,
} as const;

function wordsFor(save: SaveState): string {
  switch (save.status) {
    case 'saved':
      return `Saved ${clock.format(save.at)}`;
    case 'unsaved':
      return 'Unsaved changes';
    case 'saving':
      return 'Saving…';
    case 'failed':
      return 'Not saved, trying again';
    case 'conflict':
      return 'Not saved: changed elsewhere';
    case 'emptied':
      return 'Not saved: all steps are gone';
  }
}
