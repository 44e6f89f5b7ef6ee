const TAB = 'eventloom.tab';
const VISIT = 'eventloom.visit.';

/** An id that no other visit has; `crypto.randomUUID` is missing where the page is not served securely. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('');
}

/** The name of this tab, which it keeps across reloads. */
export function thisTab(): string {
  try {
    const name = sessionStorage.getItem(TAB) ?? newId();
    sessionStorage.setItem(TAB, name);
    return name;
  } catch {
    return '';
  }
}

/** Holds the visit's lock until the answered function is called, or until the page is gone, however it went. */
export function stayAlive(id: string): () => void {
  const end = new AbortController();
  const held = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
  void locks()?.request(VISIT + id, () => held);
  return () => end.abort();
}

/** Those whose visit still lasts. Without locks (on a page that is not served securely) all but this tab's own count. */
export async function aliveAmong<Visit extends { id: string; tab: string }>(visits: Visit[]): Promise<Set<Visit>> {
  const manager = locks();
  if (!manager) return new Set(visits.filter(({ tab }) => tab !== thisTab()));
  const { held = [] } = await manager.query();
  const names = new Set(held.map(({ name }) => name));
  return new Set(visits.filter(({ id }) => names.has(VISIT + id)));
}

function locks(): LockManager | undefined {
  return 'locks' in navigator ? navigator.locks : undefined;
}
