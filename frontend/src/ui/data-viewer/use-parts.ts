import { useState } from 'react';
import { joinPart, lengthOf, valueAt, type Part, type Rest } from './parts';

const WHOLE: readonly never[] = [];

interface Parts extends Part {
  /** The place of which more is being fetched. */
  loading: string | undefined;
  /** Why the last one could not be fetched. */
  error: unknown;
  loadMore: (pointer: string) => void;
}

/** A value as far as it is shown, and more of it on demand. */
export function useParts(value: unknown, rest: Rest | undefined): Parts {
  const [loaded, setLoaded] = useState<Part>();
  const [loading, setLoading] = useState<string>();
  const [error, setError] = useState<unknown>();
  const shown = loaded ?? { value, cuts: rest?.cuts ?? WHOLE };
  const loadMore = (pointer: string): void => {
    if (!rest || loading !== undefined) return;
    setLoading(pointer);
    setError(undefined);
    rest
      .load(pointer, lengthOf(valueAt(shown.value, pointer)))
      .then((part) => setLoaded(joinPart(shown, pointer, part)))
      .catch(setError)
      .finally(() => setLoading(undefined));
  };
  return { ...shown, loading, error, loadMore };
}
