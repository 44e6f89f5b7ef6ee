import type { Graph, WorkflowSettings } from '@eventloom/backend/contract';
import { createStore, type StoreApi } from 'zustand';

/** All that an edit can change and an undo brings back. Never changed in place. */
export interface Snapshot {
  readonly name: string;
  readonly graph: Graph;
  readonly settings: WorkflowSettings;
}

export interface History {
  present: Snapshot;
  past: readonly Snapshot[];
  future: readonly Snapshot[];
}

interface EditOptions {
  /** Edits with the same key that follow each other within half a second are undone as one. */
  merge?: string;
}

/** How far back an undo reaches; snapshots share what did not change between them. */
const LONGEST_PAST = 200;
const MERGE_WITHIN_MS = 500;

/**
 * A workflow as it is being edited, with one history over everything: canvas, parameters, settings and name. Snapshots instead of
 * inverse operations, so that an undo can't be wrong.
 */
export class WorkflowDocument {
  readonly store: StoreApi<History>;
  private lastEdit: { key: string; at: number } | undefined;

  constructor(
    initial: Snapshot,
    private readonly now: () => number = Date.now,
  ) {
    this.store = createStore<History>(() => ({ present: initial, past: [], future: [] }));
  }

  get present(): Snapshot {
    return this.store.getState().present;
  }

  get graph(): Graph {
    return this.present.graph;
  }

  edit(change: (graph: Graph) => Graph, options: EditOptions = {}): void {
    const graph = change(this.graph);
    if (graph !== this.graph) this.put({ ...this.present, graph }, options);
  }

  rename(name: string): void {
    if (name !== this.present.name) this.put({ ...this.present, name }, { merge: 'name' });
  }

  /** Changes settings of the workflow as a whole; `undefined` takes one away. */
  configure(change: { [Name in keyof WorkflowSettings]?: WorkflowSettings[Name] | undefined }): void {
    const all = Object.entries({ ...this.present.settings, ...change });
    const settings: WorkflowSettings = Object.fromEntries(all.filter(([, value]) => value !== undefined));
    this.put({ ...this.present, settings }, { merge: `settings/${Object.keys(change).join()}` });
  }

  /** Takes another snapshot as an edit that can be undone. */
  replace(snapshot: Snapshot): void {
    this.put(snapshot, {});
  }

  undo(): boolean {
    const { past, present, future } = this.store.getState();
    const previous = past.at(-1);
    if (!previous) return false;
    this.store.setState({ past: past.slice(0, -1), present: previous, future: [present, ...future] });
    this.lastEdit = undefined;
    return true;
  }

  redo(): boolean {
    const { past, present, future } = this.store.getState();
    const [next, ...rest] = future;
    if (!next) return false;
    this.store.setState({ past: [...past, present], present: next, future: rest });
    this.lastEdit = undefined;
    return true;
  }

  private put(present: Snapshot, { merge }: EditOptions): void {
    const { past, present: before } = this.store.getState();
    const at = this.now();
    const isMerged =
      merge !== undefined &&
      this.lastEdit?.key === merge &&
      at - this.lastEdit.at <= MERGE_WITHIN_MS &&
      past.length > 0;
    this.lastEdit = merge === undefined ? undefined : { key: merge, at };
    this.store.setState({ present, past: isMerged ? past : [...past, before].slice(-LONGEST_PAST), future: [] });
  }
}
