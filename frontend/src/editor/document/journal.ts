import { graphSchema, workflowSettingsSchema, type Workflow } from '@eventloom/backend/contract';
import { z } from 'zod';
import { isSame } from '../../schema-form/is-same';
import type { Snapshot } from './document';

const snapshotSchema = z.object({ name: z.string(), graph: graphSchema, settings: workflowSettingsSchema });
const entrySchema = z.object({ base: z.int(), sent: snapshotSchema.optional(), mine: snapshotSchema });

/** Edits that are not known to be stored: what they were made on, what is on its way, what they came to. */
export type JournalEntry = z.infer<typeof entrySchema>;

/**
 * Keeps unsaved edits across a reload or a crash of the page. The storage belongs to this tab alone, so two tabs never
 * take each other's edits for their own.
 */
export class Journal {
  private readonly key: string;

  constructor(
    workflowId: string,
    private readonly storage: Storage = sessionStorage,
  ) {
    this.key = `eventloom.unsaved.${workflowId}`;
  }

  write(entry: JournalEntry): void {
    try {
      this.storage.setItem(this.key, JSON.stringify(entry));
    } catch {
      // A full storage costs the safety net, not the edit itself: that is still saved to the server.
    }
  }

  clear(): void {
    this.storage.removeItem(this.key);
  }

  read(): JournalEntry | undefined {
    const text = this.storage.getItem(this.key);
    if (text === null) return undefined;
    const entry = z.safeParse(entrySchema, parse(text));
    return entry.success ? entry.data : undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
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
