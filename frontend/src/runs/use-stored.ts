import { useState } from 'react';

/**
 * What this browser keeps for one purpose, and a function that replaces it.
 *
 * @param read makes sense of the text that is kept, also of none, and of one that others wrote
 */
export function useStored<Value>(key: string, read: (text: string | undefined) => Value) {
  const [value, setValue] = useState(() => read(localStorage.getItem(key) ?? undefined));
  const store = (next: Value): void => {
    localStorage.setItem(key, JSON.stringify(next));
    setValue(next);
  };
  return [value, store] as const;
}
