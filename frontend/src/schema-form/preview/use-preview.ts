import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useExpressionData } from '../expressions/expression-data';
import type { Json } from '../read-schema';
import type { Preview } from './preview';
import { PreviewClient } from './preview-client';

const SETTLED_MS = 150;

/** One worker serves every field there is. */
const client = new PreviewClient(
  () => new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module', name: 'expression-preview' }),
);

/** What an expression gives on the data at hand, a moment after it was typed; the answer before it stays meanwhile. */
export function usePreview(value: Json): Preview | undefined {
  const { scope } = useExpressionData();
  const [settled] = useDebouncedValue(value, SETTLED_MS);
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    let isWanted = true;
    // Where there are no workers there is no preview.
    client.evaluate(settled, scope).then(
      (answer) => isWanted && setPreview(answer),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [settled, scope]);
  return preview;
}
