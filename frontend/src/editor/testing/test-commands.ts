import type { QueryClient } from '@tanstack/react-query';
import type { GraphNode, Pin, RunWorkflow } from '@eventloom/backend/contract';
import { ancestorsOf } from '@eventloom/backend/engine';
import { messageOf } from '../../api/api-error';
import { eventQuery } from '../../api/events';
import { runListQuery, runQuery } from '../../api/queries';
import { topicQuery } from '../../api/topics';
import type { Manifests } from '../../canvas/flow-elements';
import type { FlowCommands } from '../commands/flow-commands';
import type { EditorSession } from '../editor-session';
import { sampleOfSchema } from './sample-of-schema';
import { takeResults } from './take-results';
import { pinnedSteps } from './pinned-steps';
import { keepPin, loadListeners, loadPins, removePin, startListening, stopListening } from './test-calls';
import { testInput } from './test-input';

/** What a person can do to try a draft out, step by step. */
export class TestCommands {
  constructor(
    private readonly session: EditorSession,
    private readonly queries: QueryClient,
    private readonly manifests: Manifests,
    private readonly flow: FlowCommands,
  ) {}

  /** Fetches what was pinned, where somebody listens, and what the last run came to. */
  async load(): Promise<void> {
    const { workflowId, testing } = this.session;
    const [pins, listeners] = await Promise.all([loadPins(workflowId), loadListeners(workflowId)]);
    testing.setState({
      pins: Object.fromEntries(pins.map((pin) => [pin.nodeId, pin])),
      listeners: Object.fromEntries(listeners.map((listener) => [listener.nodeId, listener])),
    });
    for (const { nodeId, eventId } of listeners) if (eventId !== undefined) await this.show(nodeId, eventId);
    await this.loadLastRun();
  }

  /** Runs one step alone. @param isSure whether its calls of the outside world are wanted */
  testStep(nodeId = this.session.selectedNode, isSure = false): Promise<void> {
    const { session } = this;
    const { testing } = session;
    if (nodeId === undefined) {
      session.tell({ text: 'Choose the step to test first.', tone: 'info' });
      return Promise.resolve();
    }
    const node = this.find(nodeId);
    if (!node) return Promise.resolve();
    if (this.isTrigger(node)) {
      session.tell({ text: 'A trigger has nothing to test: run the workflow with its sample.', tone: 'info' });
      return Promise.resolve();
    }
    const { known } = testing.getState();
    if (this.manifests.get(node.type)?.effect && !isSure && !known.has(nodeId)) {
      testing.setState({ asking: nodeId });
      // The question is asked in the settings.
      session.ui.setState({ isPanelOpen: true });
      return Promise.resolve();
    }
    testing.setState({ asking: undefined, known: new Set([...known, nodeId]) });
    return this.attempt(async () => {
      const { completeResults } = await this.loadCompletion();
      const whole = await completeResults(session.graph, nodeId, testing.getState().results);
      testing.setState(({ results }) => ({ results: { ...results, ...whole } }));
      const { origin, ...input } = testInput(this.session.graph, nodeId, testing.getState(), this.manifests);
      const start = origin === 'sample' ? { ...(await this.sampleStart(nodeId)), ...input } : input;
      await this.flow.run({ ...start, only: nodeId });
    });
  }

  /** Runs what leads to a step, and the step itself. */
  runToHere(nodeId = this.session.selectedNode): Promise<void> {
    if (nodeId !== undefined) return this.flow.run({ ...this.pinned(), target: nodeId });
    this.session.tell({ text: 'Choose the step to run to first.', tone: 'info' });
    return Promise.resolve();
  }

  /** Runs all of the draft with what is pinned at its trigger. */
  runPinned(trigger: string): Promise<void> {
    const pin = this.session.testing.getState().pins[trigger];
    return this.flow.run({ ...this.pinned(), trigger, ...(pin && { payload: pin.output }) });
  }

  /** Runs all of the draft with an event that was there before. */
  runWithEvent(trigger: string, eventId: string): Promise<void> {
    this.session.testing.setState({ choosingFor: undefined });
    return this.flow.run({ ...this.pinned(), trigger, eventId });
  }

  /** Asks which of the events that were there before is to be run with. */
  chooseEvent(trigger: string): void {
    this.session.testing.setState({ choosingFor: trigger });
  }

  /** Pins what a step put out last, or unpins it. */
  togglePin(nodeId = this.session.selectedNode): Promise<void> {
    if (nodeId === undefined) return Promise.resolve();
    const { pins, results } = this.session.testing.getState();
    if (pins[nodeId]) return this.unpin(nodeId);
    const result = results[nodeId];
    if (result?.status !== 'succeeded' || (result.output === undefined && !result.outputPreview)) {
      const text = 'There is no output to pin yet. Test the step first, or write one.';
      const run = (): void => void this.editPin(nodeId);
      this.session.tell({ text, tone: 'info', action: { label: 'Write one', run } });
      return Promise.resolve();
    }
    return this.attempt(async () => {
      const { completeResult } = await this.loadCompletion();
      const { output, port } = await completeResult(result);
      await this.pin(nodeId, { output: output as Pin['output'], ...(port !== undefined && { port }) });
    });
  }

  /** Opens the pinned output of a step to be written; the last output if none is pinned. */
  editPin(nodeId: string): Promise<void> {
    return this.attempt(async () => {
      const { pins, results } = this.session.testing.getState();
      const result = results[nodeId];
      const { completeResult } = await this.loadCompletion();
      const { output = {}, port } = pins[nodeId] ?? (result && (await completeResult(result))) ?? {};
      const pin = { output: output as Pin['output'], ...(port !== undefined && { port }) };
      this.session.testing.setState({ pinDraft: { nodeId, pin } });
    });
  }

  pin(nodeId: string, pin: Pin): Promise<void> {
    const { workflowId, testing, autosave } = this.session;
    return this.attempt(async () => {
      // A step that was drawn just now has to be at the server first.
      await autosave.flush();
      const kept = await keepPin(workflowId, nodeId, pin);
      testing.setState(({ pins }) => ({ pins: { ...pins, [nodeId]: kept }, pinDraft: undefined }));
    });
  }

  unpin(nodeId: string): Promise<void> {
    const { workflowId, testing } = this.session;
    return this.attempt(async () => {
      await removePin(workflowId, nodeId);
      testing.setState(({ pins }) => ({ pins: without(pins, nodeId), pinDraft: undefined }));
    });
  }

  unpinAll(): Promise<void> {
    const ids = Object.keys(this.session.testing.getState().pins);
    return ids.reduce((before, nodeId) => before.then(() => this.unpin(nodeId)), Promise.resolve());
  }

  /** Waits for the next event at a trigger, beside whatever is published. */
  listen(nodeId: string): Promise<void> {
    const { workflowId, testing, autosave } = this.session;
    return this.attempt(async () => {
      await autosave.flush();
      const listener = await startListening(workflowId, nodeId);
      testing.setState(({ listeners }) => ({ listeners: { ...listeners, [nodeId]: listener } }));
    });
  }

  stopListening(nodeId: string): Promise<void> {
    const { workflowId, testing } = this.session;
    return this.attempt(async () => {
      await stopListening(workflowId, nodeId);
      testing.setState(({ listeners }) => ({ listeners: without(listeners, nodeId) }));
    });
  }

  /** An event came for a trigger at which the editor listens: it is shown as what the trigger put out. */
  async heard(nodeId: string, eventId: string): Promise<void> {
    const { listeners } = this.session.testing.getState();
    const listener = listeners[nodeId];
    if (listener) this.session.testing.setState({ listeners: { ...listeners, [nodeId]: { ...listener, eventId } } });
    await this.show(nodeId, eventId);
  }

  private async show(nodeId: string, eventId: string): Promise<void> {
    const { event } = await this.queries.fetchQuery(eventQuery(eventId));
    const { graph, testing } = this.session;
    const result = { eventId, at: event.receivedAt, graph, status: 'succeeded', output: event.data ?? null } as const;
    testing.setState(({ results }) => ({ results: { ...results, [nodeId]: result } }));
  }

  private async loadLastRun(): Promise<void> {
    const { workflowId, testing } = this.session;
    const { pages } = await this.queries.fetchInfiniteQuery({ ...runListQuery({ workflowId }, 1), staleTime: 0 });
    const last = pages[0]?.items[0];
    if (!last) return;
    const run = await this.queries.fetchQuery({ ...runQuery(last.id), staleTime: 0 });
    testing.setState(({ results }) => ({ results: takeResults(results, run) }));
  }

  /** Nobody needs it before there are results. */
  private loadCompletion() {
    return import('./complete-results');
  }

  private pinned(): Pick<RunWorkflow, 'pins'> {
    return pinnedSteps(this.session, this.manifests);
  }

  /** Where a trigger that leads to a step has no sample of its own, the schema of its topic gives one. */
  private async sampleStart(nodeId: string): Promise<Pick<RunWorkflow, 'payload'>> {
    const { graph } = this.session;
    const before = ancestorsOf(graph, nodeId);
    const source = graph.nodes.find(({ id, type }) => before.has(id) && type === 'event');
    const { type, sample } = source?.params ?? {};
    if (sample !== undefined || typeof type !== 'string' || /[*>]/.test(type)) return {};
    const topic = await this.queries.fetchQuery(topicQuery(type)).catch(() => undefined);
    return topic?.schema ? { payload: sampleOfSchema(topic.schema) } : {};
  }

  private find(nodeId: string): GraphNode | undefined {
    return this.session.graph.nodes.find(({ id }) => id === nodeId);
  }

  private isTrigger({ type }: GraphNode): boolean {
    return this.manifests.get(type)?.kind === 'trigger';
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    await action().catch((error: unknown) => this.session.tell({ text: messageOf(error), tone: 'error' }));
  }
}

function without<Value>(values: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
}
