import type { Arrangement, Places } from './arrange';

/** Arranges in a worker, so that a large graph does not hold up the page. */
export function arrangeAside(arrangement: Arrangement): Promise<Places> {
  const worker = new Worker(new URL('./tidy.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Places>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Places>) => resolve(data));
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'The layout could not be computed.')),
    );
    worker.postMessage(arrangement);
  }).finally(() => worker.terminate());
}
