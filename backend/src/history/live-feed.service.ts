import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Change, StepChange } from '../contract/index.js';
import { Announcer } from '../platform/announcer.service.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { RunHistory } from './run-history.service.js';

/** What changed is sent so often at most; milliseconds. */
const TICK_MS = 50;

/** More runs than this in a tick are not looked up one by one: whoever watches so many sees the newest. */
const MAX_RUNS = 300;
const MAX_STEPS = 2000;

export type Watcher = (changes: Change[]) => void;

/**
 * Gathers what changes and tells those who watch, in ticks. Runs are read from the database when a tick ends, so that what
 * is shown is what is stored. While nobody watches, nothing is gathered.
 */
@Injectable()
export class LiveFeed implements BeforeApplicationShutdown {
  private readonly watchers = new Set<Watcher>();
  private readonly runIds = new Set<string>();
  private steps: StepChange[] = [];
  private others: Change[] = [];
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => void)[] = [];
  private onClose: (() => void)[] = [];

  constructor(
    private readonly announcer: Announcer,
    private readonly runs: RunHistory,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param onClose called when the server shuts down
   * @returns a function that ends the watching
   */
  watch(watcher: Watcher, onClose: () => void): () => void {
    if (this.watchers.size === 0) this.listen();
    this.watchers.add(watcher);
    this.onClose.push(onClose);
    return () => {
      this.watchers.delete(watcher);
      this.onClose = this.onClose.filter((one) => one !== onClose);
      if (this.watchers.size === 0) for (const stop of this.stopListening.splice(0)) stop();
    };
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
    for (const close of this.onClose.splice(0)) close();
  }

  private listen(): void {
    this.stopListening = [
      this.announcer.listen('runs.changed', ({ runIds }) => {
        for (const id of runIds) this.runIds.add(id);
        this.schedule();
      }),
      this.announcer.listen('steps.changed', ({ steps }) => {
        this.steps.push(...steps);
        this.schedule();
      }),
      this.announcer.listen('event.heard', (heard) => {
        this.others.push({ type: 'heard', ...heard });
        this.schedule();
      }),
      this.announcer.listen('workflow.changed', (change) => {
        this.others.push({ type: 'workflow', ...change });
        this.schedule();
      }),
    ];
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.tell(), TICK_MS);
  }

  private async tell(): Promise<void> {
    const runIds = [...this.runIds].slice(-MAX_RUNS);
    const changes: Change[] = [...this.others.splice(0), ...this.steps.slice(-MAX_STEPS)];
    this.runIds.clear();
    this.steps = [];
    try {
      const found = runIds.length > 0 ? await this.runs.summaries(runIds) : [];
      for (const one of found) changes.push({ type: 'run', ...one });
    } catch (error) {
      this.logger.warn({ err: error }, 'the live view could not be brought up to date');
    }
    this.timer = undefined;
    if (changes.length > 0) for (const watcher of this.watchers) watcher(changes);
    if (this.runIds.size > 0 || this.steps.length > 0) this.schedule();
  }
}
