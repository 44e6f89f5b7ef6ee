import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../../api/api-error';
import { noteVersion, versionKeys } from '../../api/versions';
import classes from './versions.module.css';

interface VersionNoteProps {
  workflowId: string;
  version: number;
  note: string;
}

/** What was said about a version, to be changed where it stands. */
export function VersionNote({ workflowId, version, note }: VersionNoteProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<string>();
  const save = useMutation({
    mutationFn: (text: string) => noteVersion(workflowId, version, text),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: versionKeys.list(workflowId) });
      setDraft(undefined);
    },
  });
  if (draft === undefined)
    return (
      <button
        type="button"
        className={classes.note}
        data-empty={note === '' || undefined}
        aria-label={note === '' ? `Add a note to version ${version}` : `Note of version ${version}: ${note}`}
        onClick={() => setDraft(note)}
      >
        {note === '' ? 'Add note' : note}
      </button>
    );
  const keep = (): void => (draft.trim() === note ? setDraft(undefined) : save.mutate(draft.trim()));
  return (
    <TextInput
      size="xs"
      aria-label={`Note of version ${version}`}
      value={draft}
      maxLength={500}
      autoFocus
      error={save.error ? messageOf(save.error) : undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}
