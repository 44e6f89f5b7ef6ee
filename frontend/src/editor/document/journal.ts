import { graphSchema, workflowSettingsSchema, type Workflow } from '@eventloom/backend/contract';
import { z } from 'zod';
import { isSame } from '../../schema-form/is-same';
import type { Snapshot } from './document';
import { IndexedDbStore, type JournalRecord, type JournalStore } from './journal-store';
import { aliveAmong, newId, stayAlive, thisTab } from './liveness';

const snapshotSchema = z.object({ name: z.string(), graph: graphSchema, settings: workflowSettingsSchema });
const entrySchema = z.object({ base: z.int(), sent: snapshotSchema.optional(), mine: snapshotSchema });

/** Edits that are not known to be stored: what they were made on, what is on its way, what they came to. */
export type JournalEntry = z.infer<typeof entrySchema>;

/** What nobody came back for in this time is given up. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

const browserStore = new IndexedDbStore();

/**
 * Keeps unsaved edits across a reload or a crash of the page. Each visit of a workflow writes an entry of its own, and
 * takes over only entries whose visit is over: two tabs never take each other's edits for their own.
 */
export class Journal {
  private readonly id = newId();
  private taken: Promise<JournalEntry | undefined> | undefined;

  constructor(
    private readonly workflowId: string,
    private readonly store: JournalStore = browserStore,
  ) {}

  write(entry: JournalEntry): void {
    this.put(entry);
  }

  clear(): void {
    this.store.delete(this.id);
  }

  /** Tells other visits that this one lasts; answers the function that ends it. */
  begin(): () => void {
    return stayAlive(this.id);
  }

  /** The latest entry that an earlier visit left behind. From now on it is this visit's own. */
  takeOver(): Promise<JournalEntry | undefined> {
    this.taken ??= this.take();
    return this.taken;
  }

  private async take(): Promise<JournalEntry | undefined> {
    const left = await this.leftBehind();
    const latest = left.sort((one, other) => other.at - one.at)[0];
    if (!latest) return undefined;
    this.store.delete(latest.id);
    const entry = entrySchema.safeParse(latest.entry);
    if (entry.success) this.put(entry.data, latest.at);
    return entry.data;
  }

  private async leftBehind(): Promise<JournalRecord[]> {
    const records = await this.store.all();
    for (const { id, at } of records) if (Date.now() - at > KEPT_MS) this.store.delete(id);
    const own = records.filter(({ workflowId, id }) => workflowId === this.workflowId && id !== this.id);
    const alive = await aliveAmong(own);
    return own.filter((record) => !alive.has(record));
  }

  private put(entry: JournalEntry, at = Date.now()): void {
    this.store.put({ id: this.id, workflowId: this.workflowId, tab: thisTab(), at, entry });
  }
}

/** What to do with left-over edits, given what the server has now. */
export type Recovery = 'nothing' | 'restore' | 'conflict';

export function recover(entry: JournalEntry | undefined, server: Workflow): Recovery {
  if (!entry || isStored(entry.mine, server)) return 'nothing';
  if (entry.base === server.revision) return 'restore';
  return entry.sent && isStored(entry.sent, server) ? 'restore' : 'conflict';
}

/** Whether the server has exactly this; defaults that it filled in make no difference. */
export function isStored(snapshot: Snapshot, server: Pick<Workflow, 'name' | 'graph' | 'settings'>): boolean {
  if (snapshot.name.trim() !== server.name || !isSame(snapshot.settings, server.settings)) return false;
  return isSame(graphSchema.parse(snapshot.graph), graphSchema.parse(server.graph));
}
