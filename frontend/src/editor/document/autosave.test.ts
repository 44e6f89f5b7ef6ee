import type { Workflow } from '@eventloom/backend/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/api-error';
import { graphOf, step } from '../model/graph-fixtures';
import { Autosave, type SavePort } from './autosave';
import { WorkflowDocument, type Snapshot } from './document';
import { Journal, recover } from './journal';
import type { JournalRecord, JournalStore } from './journal-store';

const workflow = (revision: number, name: string, graph = graphOf([step('a')])): Workflow => ({
  id: 'w',
  name,
  graph,
  settings: {},
  revision,
  publishedVersion: null,
  status: 'draft',
  changed: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  triggerTypes: [],
  problems: [],
});

/** A server of one workflow, whose answers can be held up. */
class Server implements SavePort {
  current = workflow(1, 'Start');
  saves: Snapshot[] = [];
  underWay = 0;
  most = 0;
  failure: Error | undefined;
  private release: (() => void)[] = [];
  held = false;

  async save(baseRevision: number, snapshot: Snapshot): Promise<Workflow> {
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    try {
      if (this.held) await new Promise<void>((resolve) => this.release.push(resolve));
      if (this.failure) throw this.failure;
      if (baseRevision !== this.current.revision) throw new ApiError(409, 'VERSION_CONFLICT', 'stale');
      this.saves.push(snapshot);
      this.current = { ...workflow(baseRevision + 1, snapshot.name, snapshot.graph), settings: snapshot.settings };
      return this.current;
    } finally {
      this.underWay -= 1;
    }
  }

  load(): Promise<Workflow> {
    return Promise.resolve(this.current);
  }

  letGo(): void {
    this.held = false;
    for (const resolve of this.release.splice(0)) resolve();
  }
}

class MemoryStore implements JournalStore {
  private readonly records = new Map<string, JournalRecord>();

  all(): Promise<JournalRecord[]> {
    return Promise.resolve([...this.records.values()]);
  }

  put(record: JournalRecord): void {
    this.records.set(record.id, record);
  }

  delete(id: string): void {
    this.records.delete(id);
  }
}

let server: Server;
let store: MemoryStore;
/** What the next visit of the workflow finds. */
const leftOver = () => new Journal('w', store).takeOver();
let document: WorkflowDocument;
let journal: Journal;
let autosave: Autosave;
let stop: () => void;
const status = () => autosave.store.getState().save.status;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  document = new WorkflowDocument({ name: server.current.name, graph: server.current.graph, settings: {} });
  store = new MemoryStore();
  journal = new Journal('w', store);
  autosave = new Autosave(document, server.current, server, journal);
  stop = autosave.start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe(Autosave.name, () => {
  it('saves once after a pause, with the last state', async () => {
    document.rename('One');
    await vi.advanceTimersByTimeAsync(700);
    document.rename('Two');
    await vi.advanceTimersByTimeAsync(700);
    expect(server.saves).toHaveLength(0);
    expect(status()).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(200);
    expect(server.saves.map((save) => save.name)).toEqual(['Two']);
    expect(status()).toBe('saved');
    expect(await leftOver()).toBeUndefined();
  });

  it('never has two saves under way, and saves what was edited meanwhile afterwards', async () => {
    server.held = true;
    document.rename('One');
    await vi.advanceTimersByTimeAsync(900);
    document.rename('Two');
    await vi.advanceTimersByTimeAsync(2000);
    server.letGo();
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.saves.map((save) => save.name)).toEqual(['One', 'Two']);
    expect(server.most).toBe(1);
    expect(document.present.name).toBe('Two');
  });

  it('flushes everything at once, also what was edited while it did', async () => {
    server.held = true;
    document.rename('One');
    const flushed = autosave.flush();
    document.rename('Two');
    server.letGo();
    await flushed;
    expect(server.current.name).toBe('Two');
    expect(status()).toBe('saved');
  });

  it('tries again after a failure and keeps the edit', async () => {
    server.failure = new ApiError(0, 'UNREACHABLE', 'no network');
    document.rename('One');
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe('failed');
    await expect(autosave.flush()).rejects.toThrow('no network');
    server.failure = undefined;
    await vi.advanceTimersByTimeAsync(6000);
    expect(server.current.name).toBe('One');
  });

  it('stops at a conflict, overwrites nothing, and can take the other draft with an undo left', async () => {
    server.current = workflow(5, 'Theirs');
    document.rename('Mine');
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe('conflict');
    document.rename('Mine again');
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.saves).toHaveLength(0);
    autosave.takeTheirs(server.current);
    expect([document.present.name, status()]).toEqual(['Theirs', 'saved']);
    document.undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.current.name).toBe('Mine again');
  });

  it('takes a refused revision for its own if the server has just what was sent', async () => {
    document.rename('One');
    server.current = workflow(2, 'One');
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe('saved');
    expect(autosave.revision).toBe(2);
  });

  it('knows an earlier save of its own that arrived after all', async () => {
    autosave.expect({ name: 'One', graph: server.current.graph, settings: {} });
    server.current = workflow(2, 'One');
    document.rename('Two');
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.current).toMatchObject({ name: 'Two', revision: 3 });
  });

  it('does not take a late save of its own for somebody else’s', async () => {
    autosave.expect({ name: 'One', graph: server.current.graph, settings: {} });
    document.rename('Two');
    server.current = workflow(2, 'One');
    await autosave.heardOf({ revision: 2, publishedVersion: null, status: 'draft' });
    expect(status()).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.current.name).toBe('Two');
  });

  it('stores settings of the workflow as it does edits of the graph', async () => {
    document.configure({ concurrency: { limit: 2 } });
    document.configure({ description: 'Careful' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.current.settings).toEqual({ concurrency: { limit: 2 }, description: 'Careful' });
    document.undo();
    document.configure({ concurrency: undefined });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.current.settings).toEqual({});
    expect(status()).toBe('saved');
  });

  it('is saved again at once when the only edit is undone', async () => {
    document.rename('One');
    document.undo();
    expect(status()).toBe('saved');
    expect(await leftOver()).toBeUndefined();
  });

  it('asks before it saves a document that lost all its steps', async () => {
    document.edit(() => graphOf([]));
    await vi.advanceTimersByTimeAsync(5000);
    expect([status(), server.saves.length]).toEqual(['emptied', 0]);
    await expect(autosave.flush()).rejects.toThrow('All steps are gone');
    document.undo();
    expect(status()).toBe('saved');
    document.redo();
    await autosave.saveEmptied();
    expect([status(), server.current.graph.nodes.length]).toEqual(['saved', 0]);
  });

  it('saves a last time when it ends, and leaves to the next visit what could not be saved', async () => {
    document.rename('One');
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect([server.current.name, await leftOver()]).toEqual(['One', undefined]);
    autosave.start();
    server.failure = new ApiError(0, 'UNREACHABLE', 'no network');
    document.rename('Two');
    await vi.advanceTimersByTimeAsync(1000);
    expect(recover(await leftOver(), server.current)).toBe('restore');
  });

  it('hears that the workflow was paused in another place', async () => {
    server.current = { ...server.current, publishedVersion: 1, status: 'paused' };
    await autosave.heardOf({ revision: 1, publishedVersion: 1, status: 'paused' });
    expect(autosave.store.getState().server.status).toBe('paused');
  });

  it('follows another tab while nothing is unsaved, and asks otherwise', async () => {
    server.current = workflow(2, 'Theirs');
    await autosave.heardOf({ revision: 2, publishedVersion: null, status: 'draft' });
    expect(document.present.name).toBe('Theirs');
    document.rename('Mine');
    server.current = workflow(3, 'Theirs again');
    await autosave.heardOf({ revision: 3, publishedVersion: null, status: 'draft' });
    expect([document.present.name, status()]).toEqual(['Mine', 'conflict']);
  });
});

describe(recover.name, () => {
  it('restores edits that never arrived', async () => {
    document.rename('Mine');
    expect(recover(await leftOver(), server.current)).toBe('restore');
  });

  it('restores edits made while a save that did arrive was under way', async () => {
    server.held = true;
    document.rename('One');
    await vi.advanceTimersByTimeAsync(900);
    document.rename('Two');
    expect(recover(await leftOver(), workflow(2, 'One'))).toBe('restore');
  });

  it('asks where somebody else saved, and does nothing where all is stored', async () => {
    document.rename('Mine');
    const entry = await leftOver();
    expect(recover(entry, workflow(2, 'Theirs'))).toBe('conflict');
    expect(recover(entry, workflow(2, 'Mine'))).toBe('nothing');
    expect(recover(undefined, server.current)).toBe('nothing');
  });
});
