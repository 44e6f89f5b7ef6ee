import type { QueryClient } from '@tanstack/react-query';
import { messageOf } from '../../api/api-error';
import type { Manifests } from '../../canvas/flow-elements';
import type { FlowCommands } from '../commands/flow-commands';
import type { EditorSession } from '../editor-session';
import { pinnedSteps } from './pinned-steps';
import type { TestCommands } from './test-commands';

/** Trying a draft out. Most of what it takes is fetched after the editor is there. */
export class Tests {
  private loading: Promise<TestCommands> | undefined;

  constructor(
    private readonly session: EditorSession,
    private readonly queries: QueryClient,
    private readonly manifests: Manifests,
    private readonly flow: FlowCommands,
  ) {}

  /** Runs all of the draft with the sample of its trigger. */
  runSample(): Promise<void> {
    return this.flow.run(pinnedSteps(this.session, this.manifests));
  }

  /** Gives one of the commands, as soon as they are there. */
  do(command: (tests: TestCommands) => Promise<void> | void): void {
    this.load()
      .then(command)
      .catch((error: unknown) => this.session.tell({ text: messageOf(error), tone: 'error' }));
  }

  private load(): Promise<TestCommands> {
    const { session, queries, manifests, flow } = this;
    this.loading ??= import('./test-commands').then(
      ({ TestCommands }) => new TestCommands(session, queries, manifests, flow),
    );
    return this.loading;
  }
}
