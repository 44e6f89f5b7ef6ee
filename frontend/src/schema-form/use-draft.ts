import { useState } from 'react';
import { isSame } from './is-same';
import type { Json } from './read-schema';

/** A text that can't be read as a value (yet). */
export const UNREADABLE = Symbol('unreadable');

interface Draft {
  text: string;
  isUnreadable: boolean;
  change: (text: string) => void;
}

/**
 * The text of a field whose value is not the text itself, as `1.` on the way to `1.5`. What is typed stays as it is typed;
 * a value that comes from elsewhere, as by an undo, replaces it.
 */
export function useDraft(
  value: Json | undefined,
  show: (value: Json | undefined) => string,
  read: (text: string) => Json | undefined | typeof UNREADABLE,
  onChange: (value: Json | undefined) => void,
): Draft {
  const [draft, setDraft] = useState({ text: show(value), value });
  const text = isSame(draft.value, value) ? draft.text : show(value);
  return {
    text,
    isUnreadable: read(text) === UNREADABLE,
    change: (next) => {
      const given = read(next);
      setDraft({ text: next, value: given === UNREADABLE ? value : given });
      if (given !== UNREADABLE) onChange(given);
    },
  };
}
