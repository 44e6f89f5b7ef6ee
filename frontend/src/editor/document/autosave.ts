import type { Graph, Workflow } from '@eventloom/backend/contract';
import { createStore } from 'zustand';
import { placeNodes } from '../../canvas/place-nodes';
import { ApiError, messageOf } from '../../api/api-error';
import type { Snapshot, WorkflowDocument } from './document';
import { isStored, type Journal } from './journal';

export type SaveState =
  | { status: 'saved'; at: Date }
  | { status: 'unsaved' }
  | { status: 'saving' }
  | { status: 'failed'; message: string }
  /** All steps are gone. It is not saved before somebody says that this is meant. */
  | { status: 'emptied' }
  /** Somebody else saved in between; `theirs` is what they saved. Nothing is saved until it is decided. */
  | { status: 'conflict'; theirs: Workflow };

/** What the server said last about the workflow, besides its graph. */
export type ServerState = Pick<Workflow, 'revision' | 'publishedVersion' | 'status' | 'changed' | 'problems'>;

export interface AutosaveState {
  save: SaveState;
  server: ServerState;
  /** The graph that the server's problems are about. */
  checked: Graph;
}

/** The calls that a save needs. */
export interface SavePort {
  save(baseRevision: number, snapshot: Snapshot, options: { keepalive: boolean }): Promise<Workflow>;
  load(): Promise<Workflow>;
}

const QUIET_MS = 800;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30_000;
const MOST_IN_DOUBT = 5;

/**
 * Stores a document shortly after each edit, one request at a time. What the server answers never replaces what is on
 * the canvas: only its revision is taken over, so an answer that comes late can't undo an edit.
 */
export class Autosave {
  readonly store;
  /** What the server is known to have. */
  private stored: Snapshot;
  /** What was sent and not answered: the server may have it all the same. */
  private inDoubt: Snapshot[] = [];
  private sending: Snapshot | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flight: Promise<void> | undefined;
  private retryMs = FIRST_RETRY_MS;
  /** An empty document that is meant to be. */
  private meantEmpty: Snapshot | undefined;
  private isOver = false;
  private savedAt: Date;

  constructor(
    private readonly document: WorkflowDocument,
    workflow: Workflow,
    private readonly port: SavePort,
    private readonly journal: Journal,
  ) {
    this.stored = document.present;
    this.savedAt = new Date(workflow.updatedAt);
    this.store = createStore<AutosaveState>(() => ({
      save: { status: 'saved', at: this.savedAt },
      server: serverState(workflow),
      checked: document.graph,
    }));
  }

  get revision(): number {
    return this.store.getState().server.revision;
  }

  /** What was sent and not answered counts too: who knows what the server made of it. */
  get isDirty(): boolean {
    return this.document.present !== this.stored || this.inDoubt.length > 0;
  }

  /** Begins to follow the document; answers the function that saves it a last time and ends it. */
  start(): () => void {
    this.isOver = false;
    const unsubscribe = this.document.store.subscribe(() => this.changed());
    return () => {
      unsubscribe();
      void this.flush().catch(() => undefined);
      // What this last save can't store is left in the journal, for the next visit to take over.
      this.isOver = true;
    };
  }

  /**
   * Saves what is unsaved, now.
   * @throws Error if it could not be saved; the state tells the reason.
   */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.isDirty) {
      await this.saveOnce();
      const { save } = this.store.getState();
      if (save.status === 'failed') throw new Error(save.message);
      if (save.status === 'conflict')
        throw new Error('Somebody else changed this workflow. Decide whose draft to keep.');
      if (save.status === 'emptied') throw new Error('All steps are gone. Decide first whether that is meant.');
    }
  }

  /** The page is going away: one last request that outlives it. The journal keeps what this can't. */
  leave(): void {
    if (!this.isDirty || this.flight || this.isUndecided()) return;
    const sent = this.document.present;
    this.inDoubt.push(sent);
    this.write();
    void this.port.save(this.revision, sent, { keepalive: true }).catch(() => undefined);
  }

  /** The document is meant to be empty, and saved so. */
  async saveEmptied(): Promise<void> {
    this.meantEmpty = this.document.present;
    this.store.setState({ save: { status: 'unsaved' } });
    await this.flush();
  }

  /** Gives up what is on the canvas for what somebody else saved; an undo brings it back. */
  takeTheirs(theirs: Workflow): void {
    const graph = placeNodes(theirs.graph);
    this.document.replace({ name: theirs.name, graph, settings: theirs.settings });
    this.stored = this.document.present;
    this.inDoubt = [];
    clearTimeout(this.timer);
    this.store.setState({ server: serverState(theirs), checked: graph });
    this.settle(new Date(theirs.updatedAt));
  }

  /** Somebody else saved or published: takes it over if nothing is unsaved here, else asks. */
  async heardOf(change: Pick<ServerState, 'revision' | 'publishedVersion' | 'status'>): Promise<void> {
    const isNews = (): boolean => {
      const { server } = this.store.getState();
      const isOut = change.publishedVersion !== server.publishedVersion || change.status !== server.status;
      return change.revision > server.revision || isOut;
    };
    if (!isNews() || this.flight) return;
    const theirs = await this.port.load();
    if (!isNews() || this.flight) return;
    if (theirs.revision <= this.revision) this.setServer(serverState(theirs));
    else if (this.isDirty) this.meet(theirs, this.inDoubt);
    else this.takeTheirs(theirs);
  }

  /** Something about the workflow changed at the server that is not its draft, e.g. it was published. */
  setServer(change: Partial<ServerState>): void {
    this.store.setState(({ server }) => ({ server: { ...server, ...change } }));
  }

  /** Something was sent before the page was left, and may arrive yet. */
  expect(sent: Snapshot): void {
    this.inDoubt.push(sent);
  }

  startConflict(theirs: Workflow): void {
    this.store.setState({ save: { status: 'conflict', theirs } });
  }

  private changed(): void {
    const { save } = this.store.getState();
    if (!this.isDirty) {
      if (!this.flight && save.status !== 'conflict') this.settle(this.savedAt);
      return;
    }
    this.write();
    if (save.status === 'conflict') return;
    if (save.status !== 'saving') this.store.setState({ save: { status: this.isEmptied() ? 'emptied' : 'unsaved' } });
    this.schedule(QUIET_MS);
  }

  /** Whether saving it would take away every step there is, and nobody said so. */
  private isEmptied(): boolean {
    const { present } = this.document;
    const isEmpty = present.graph.nodes.length === 0 && this.stored.graph.nodes.length > 0;
    return isEmpty && present.graph !== this.meantEmpty?.graph;
  }

  /** Whether a person has to decide something before anything is saved. */
  private isUndecided(): boolean {
    return this.store.getState().save.status === 'conflict' || this.isEmptied();
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    if (this.isOver) return;
    this.timer = setTimeout(() => void this.saveOnce(), delayMs);
  }

  private write(): void {
    if (this.isOver) return;
    const sent = this.sending ?? this.inDoubt.at(-1);
    this.journal.write({ base: this.revision, mine: this.document.present, ...(sent && { sent }) });
  }

  private saveOnce(): Promise<void> {
    this.flight ??= this.attempt().finally(() => (this.flight = this.sending = undefined));
    return this.flight;
  }

  private async attempt(): Promise<void> {
    if (!this.isDirty || this.store.getState().save.status === 'conflict') return;
    if (this.isEmptied()) {
      this.store.setState({ save: { status: 'emptied' } });
      return;
    }
    const sent = this.document.present;
    this.store.setState({ save: { status: 'saving' } });
    this.sending = sent;
    this.write();
    try {
      this.adopt(await this.port.save(this.revision, sent, { keepalive: false }), sent);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) await this.reconcile(sent);
      else {
        this.inDoubt = [...this.inDoubt.slice(-MOST_IN_DOUBT), sent];
        this.fail(error);
      }
    }
  }

  private adopt(answer: Workflow, sent: Snapshot): void {
    this.stored = sent;
    this.inDoubt = [];
    this.retryMs = FIRST_RETRY_MS;
    this.store.setState({ server: serverState(answer), checked: sent.graph });
    if (this.isDirty) {
      this.store.setState({ save: { status: 'unsaved' } });
      this.write();
      this.schedule(QUIET_MS);
    } else this.settle(new Date());
  }

  /** Everything is stored: there is nothing left to keep safe. */
  private settle(at: Date): void {
    this.savedAt = at;
    this.journal.clear();
    this.store.setState({ save: { status: 'saved', at } });
  }

  /** A refused revision may be our own: the answer to an earlier save was lost on the way. */
  private async reconcile(sent: Snapshot): Promise<void> {
    try {
      const theirs = await this.port.load();
      this.meet(theirs, [sent, ...this.inDoubt]);
    } catch (error) {
      this.fail(error);
    }
  }

  /** What the server has may be what was sent from here; else it is somebody else's, and there are edits here too. */
  private meet(theirs: Workflow, sent: readonly Snapshot[]): void {
    const own = sent.find((snapshot) => isStored(snapshot, theirs));
    if (own) this.adopt(theirs, own);
    else this.startConflict(theirs);
  }

  private fail(error: unknown): void {
    this.store.setState({ save: { status: 'failed', message: messageOf(error) } });
    this.schedule(this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }
}

function serverState({ revision, publishedVersion, status, changed, problems }: Workflow): ServerState {
  return { revision, publishedVersion, status, changed, problems };
}
