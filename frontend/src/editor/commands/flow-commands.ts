import type { QueryClient } from '@tanstack/react-query';
import type { PublishWorkflow, RunWorkflow, Workflow } from '@eventloom/backend/contract';
import { ApiError, messageOf } from '../../api/api-error';
import { subscribeChanges } from '../../api/live';
import { createWorkflow, runWorkflow } from '../../api/mutations';
import { keys } from '../../api/queries';
import { createCheckpoint, versionKeys } from '../../api/versions';
import { watchJob } from '../../ui/jobs/watched-jobs';
import type { Snapshot } from '../document/document';
import type { EditorSession, PublishQuestion } from '../editor-session';
import { newSubscriptions } from '../publish/new-subscriptions';
import { beginSession, takeChanges } from '../run/run-session';
import { findPastEvents, publishWorkflow, setPaused, unpublishWorkflow, versionGraph } from '../workflow-calls';

/** What a person can do with the workflow as a whole: save, try out, publish. Each first saves what is unsaved. */
export class FlowCommands {
  private readonly offer = {
    label: 'Keep as a checkpoint',
    run: () => this.session.ui.setState({ isNamingCheckpoint: true }),
  };

  /** What the offer was made for. */
  private offered: Snapshot | undefined;

  constructor(
    private readonly session: EditorSession,
    private readonly queries: QueryClient,
  ) {}

  /** Stores the draft at once and offers to keep it under a name; asked again with nothing changed, asks for the name. */
  save(): Promise<void> {
    const { session, offer } = this;
    const { present } = session.document;
    if (session.ui.getState().notice?.action === offer && present === this.offered) {
      session.ui.setState({ notice: undefined });
      return Promise.resolve(offer.run());
    }
    return this.attempt(async () => {
      await session.autosave.flush();
      this.offered = present;
      session.tell({ text: 'Saved.', tone: 'info', action: offer });
    });
  }

  /** Keeps the draft as it is now under a name; nothing is published. Fails as its request does. */
  async saveCheckpoint(name: string): Promise<void> {
    const { session } = this;
    await session.autosave.flush();
    await createCheckpoint(session.workflowId, name);
    void this.queries.invalidateQueries({ queryKey: versionKeys.of(session.workflowId) });
    session.tell({ text: `Checkpoint “${name}” saved.`, tone: 'info' });
  }

  /** Runs the draft; problems don't stand in the way of trying out. Without a request with the sample of its trigger. */
  run(request: RunWorkflow = {}): Promise<void> {
    const { run, autosave, workflowId } = this.session;
    if (run.getState().isStarting) return Promise.resolve();
    return this.attempt(async () => {
      run.setState({ isStarting: true, session: undefined, graph: this.session.graph });
      // What happens between the start of the run and the answer that tells its id would be missed otherwise.
      let early = beginSession('');
      const stop = subscribeChanges({ workflowId }, (changes) => (early = takeChanges(early, changes)));
      try {
        await autosave.flush();
        const runId = await runWorkflow(workflowId, { ...request, version: 'draft' });
        run.setState({ session: takeChanges(beginSession(runId), early.waiting) });
      } finally {
        stop();
        run.setState({ isStarting: false });
      }
    });
  }

  publish(): Promise<void> {
    const { session } = this;
    if (session.ui.getState().isBlocked) {
      session.ui.setState({ areProblemsOpen: true });
      session.tell({ text: 'Problems have to be solved before this can be published.', tone: 'error' });
      return Promise.resolve();
    }
    return this.whilePublishing(async () => {
      await session.autosave.flush();
      const publishQuestion = await this.questionBeforePublishing();
      if (publishQuestion) session.ui.setState({ publishQuestion });
      else await this.putOut({});
    });
  }

  /** Publishes with the answer to the question from where events are heard. */
  publishFrom(body: Partial<PublishWorkflow>): Promise<void> {
    return this.whilePublishing(() => this.putOut(body));
  }

  /** There is something to ask if the draft hears what the published version does not, and such events are kept. */
  private async questionBeforePublishing(): Promise<PublishQuestion | undefined> {
    const { workflowId, graph, autosave } = this.session;
    const { publishedVersion } = autosave.store.getState().server;
    const hears = newSubscriptions(graph, undefined).length > 0;
    const published = hears && publishedVersion !== null ? await versionGraph(workflowId, publishedVersion) : undefined;
    const fresh = newSubscriptions(graph, published);
    if (fresh.length === 0) return undefined;
    const past = await findPastEvents(workflowId, 'beginning');
    const isKept = past.triggers.some(({ matching, refused }) => matching + refused > 0);
    const topics = [...new Set(fresh.map(({ params }) => String(params['type'])))];
    return isKept ? { topics, past } : undefined;
  }

  private async putOut(body: Partial<PublishWorkflow>): Promise<void> {
    const { session } = this;
    const { version, jobId } = await publishWorkflow(session.workflowId, body);
    if (jobId !== undefined) watchJob(jobId);
    // A paused workflow stays so with its new version.
    const isPaused = session.autosave.store.getState().server.status === 'paused';
    const status = isPaused ? 'paused' : 'published';
    session.autosave.setServer({ publishedVersion: version, status, changed: false });
    session.ui.setState({ publishQuestion: undefined });
    this.forgetLists();
    session.tell({ text: `Published as version ${version}.`, tone: 'info' });
  }

  private async whilePublishing(action: () => Promise<void>): Promise<void> {
    const { ui } = this.session;
    if (ui.getState().isPublishing) return;
    ui.setState({ isPublishing: true });
    await this.attempt(action);
    ui.setState({ isPublishing: false });
  }

  unpublish(): Promise<void> {
    return this.attempt(async () => {
      await unpublishWorkflow(this.session.workflowId);
      this.session.autosave.setServer({ publishedVersion: null, status: 'draft', changed: true });
      this.forgetLists();
      this.session.tell({ text: 'Unpublished: nothing starts this workflow any more.', tone: 'info' });
    });
  }

  pause(): Promise<void> {
    return this.attempt(async () => {
      const { status } = await setPaused(this.session.workflowId, true);
      this.session.autosave.setServer({ status });
      this.forgetLists();
      this.session.tell({ text: 'Paused: events are held until it is resumed. None is lost.', tone: 'info' });
    });
  }

  resume(): Promise<void> {
    return this.attempt(async () => {
      const { status } = await setPaused(this.session.workflowId, false);
      this.session.autosave.setServer({ status });
      this.forgetLists();
      this.session.tell({ text: 'Resumed: what was held is worked off now, oldest first.', tone: 'info' });
    });
  }

  /** Stores what is on the canvas as another workflow; answers it. */
  async keepAsCopy(): Promise<Workflow | undefined> {
    const { name, graph, settings } = this.session.document.present;
    let copy: Workflow | undefined;
    await this.attempt(async () => {
      copy = await createWorkflow({ name: `${name} (my copy)`, graph, settings });
      this.forgetLists();
    });
    return copy;
  }

  /** Makes another workflow and publishes it, since only such a one can be called; a draft if it has problems. */
  async createCallable(
    body: Parameters<typeof createWorkflow>[0],
  ): Promise<{ workflow: Workflow; isPublished: boolean } | undefined> {
    let made: { workflow: Workflow; isPublished: boolean } | undefined;
    await this.attempt(async () => {
      const workflow = await createWorkflow(body);
      const isPublished = !workflow.problems.some(({ severity }) => severity === 'error');
      made = { workflow, isPublished };
      if (isPublished) await publishWorkflow(workflow.id, {});
      this.forgetLists();
    });
    return made;
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (error instanceof ApiError && error.problems.length > 0) {
        this.session.autosave.setServer({ problems: error.problems });
        this.session.ui.setState({ areProblemsOpen: true });
      }
      this.session.tell({ text: messageOf(error), tone: 'error' });
    }
  }

  private forgetLists(): void {
    void this.queries.invalidateQueries({ queryKey: keys.workflows });
  }
}
