import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { loadParts, loadQuietly } from '../ui/lazy-part';

const AFTER_MS = 3000;

/**
 * Fetches the code of all pages once the first one stands: should the server go away, or be replaced by a newer one
 * whose files have other names, one can still move about and nothing that is on the screen is lost.
 */
export function usePageChunks(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      // A page that can't be fetched now is fetched when it is opened, and tells then what is wrong.
      const pages = Object.values(router.routesById).map((route) => () => router.loadRouteChunk(route));
      void loadQuietly(pages).then(loadParts);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [router]);
}
