import { z } from 'zod';

const DATABASE = 'eventloom';
const UNSAVED = 'unsaved';

const recordSchema = z.object({
  id: z.string(),
  workflowId: z.string(),
  /** The tab it was written by. */
  tab: z.string(),
  /** When it was written, in milliseconds since 1970. */
  at: z.number(),
  entry: z.unknown(),
});

export type JournalRecord = z.infer<typeof recordSchema>;

/** Where unsaved edits outlive the page. A store that can't be used costs the safety net, never the edit. */
export interface JournalStore {
  all(): Promise<JournalRecord[]>;
  put(record: JournalRecord): void;
  delete(id: string): void;
}

/** The browser's own database; it outlives a reload, a crash and the end of the tab. */
export class IndexedDbStore implements JournalStore {
  private connection: Promise<IDBDatabase | undefined> | undefined;

  async all(): Promise<JournalRecord[]> {
    const store = await this.open('readonly');
    if (!store) return [];
    const request = store.getAll();
    const found: unknown[] = await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve([]);
    });
    return found.flatMap((each) => recordSchema.safeParse(each).data ?? []);
  }

  put(record: JournalRecord): void {
    this.change((store) => store.put(record));
  }

  delete(id: string): void {
    this.change((store) => store.delete(id));
  }

  /** A change is committed without waiting for its answer, so that the end of the page comes too late to undo it. */
  private change(apply: (store: IDBObjectStore) => void): void {
    void this.open('readwrite').then((store) => {
      if (!store) return;
      apply(store);
      store.transaction.commit();
    });
  }

  private async open(mode: IDBTransactionMode): Promise<IDBObjectStore | undefined> {
    this.connection ??= connect(() => (this.connection = undefined));
    try {
      return (await this.connection)?.transaction(UNSAVED, mode).objectStore(UNSAVED);
    } catch {
      // The connection was closed under us; the next use makes another.
      this.connection = undefined;
      return undefined;
    }
  }
}

/** Answers nothing where there is no database: in some private windows, or with a full disk. */
function connect(onClosed: () => void): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(UNSAVED, { keyPath: 'id' });
      request.onerror = () => resolve(undefined);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = onClosed;
        database.onversionchange = () => (database.close(), onClosed());
        resolve(database);
      };
    } catch {
      resolve(undefined);
    }
  });
}
