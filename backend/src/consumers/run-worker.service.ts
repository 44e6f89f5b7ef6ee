import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AcceptEvents } from '../broker/accept-events.service.js';
import { LocalWorker } from '../broker/local-worker.service.js';
import type { OwnedRun } from '../broker/owned-run.js';
import { RunQueue } from '../broker/run-queue.js';
import { WakeUps } from '../broker/wake-ups.service.js';
import { Announcer } from '../platform/announcer.service.js';
import { Turnstile } from '../platform/batching/turnstile.js';
import { CONFIG } from '../platform/config.module.js';
import { rolesOf, type Config } from '../platform/config.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import type { SearchKey } from '../contract/index.js';
import { CompiledWorkflows } from '../workflows/compiled-workflows.service.js';
import { CancelRuns } from './cancel-runs.service.js';
import { LEASE_MS, type ClaimedRun } from './claim-runs.sql.js';
import { LeaseLostError, RunExecution, type RunOutcome } from './run-execution.js';
import { findKeys, type RunKey } from './search-keys.js';
import { RunStore, type StoredRun } from './run-store.service.js';
import { StepServices } from './step-services.js';

/** Jobs taken at once; a job only claims, so that few are enough to keep hundreds of runs going. */
const JOBS = 3;

/**
 * The runs of jobs begin in portions, one after the other. The next one waits while so many runs are under way, but not
 * longer than the pause: what wants the processor is done by then, and what is left waits for the world. It also lets events
 * pass that are being stored, but not all that come after them. A backlog that began in lumps would hold up whatever comes
 * in meanwhile; see `npm run bench -- backlog`.
 */
const PORTION = 16;
const ABREAST = 48;
const PAUSE_MS = 25;
const PASSING_MS = 10;

/** At shutdown, runs under way may end within this time; after it they are given back. Milliseconds. */
const GRACE_MS = 5000;

/** A pause that ends within this time is timed here; longer ones are left to the sweep. Milliseconds. */
const SHORT_PAUSE_MS = 60_000;

const NOTHING_STORED: StoredRun = { steps: [], signals: [] };

interface Active {
  run: ClaimedRun;
  execution: RunExecution;
  done: Promise<void>;
}

/** Takes wake-ups from the queue, claims their runs and works them off, so many at a time. */
@Injectable()
export class RunWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly active = new Map<string, Active>();
  /** Runs that are ours but have not begun yet. */
  private readonly beginning = new Set<Promise<void>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly turnstile = new Turnstile();
  /** Runs that jobs have claimed and that wait for their portion to begin. */
  private inLine = 0;
  private portionBegun: Promise<void> = Promise.resolve();
  private readonly logger: Logger;
  private heartbeat: NodeJS.Timeout | undefined;
  private isStopping = false;
  private hasStopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly queue: RunQueue,
    private readonly events: AcceptEvents,
    private readonly local: LocalWorker,
    private readonly wakeUps: WakeUps,
    private readonly store: RunStore,
    private readonly workflows: CompiledWorkflows,
    private readonly services: StepServices,
    private readonly announcer: Announcer,
    private readonly cancels: CancelRuns,
  ) {
    this.logger = logger.child({ name: 'run-worker' });
  }

  onApplicationBootstrap(): void {
    if (!rolesOf(this.config).worker) return;
    this.queue.work(({ data }) => this.take(data.runIds), JOBS);
    this.announcer.listen('runs.signaled', ({ runIds }) => this.hear(runIds));
    this.local.register({
      room: () => this.room(),
      isOpen: () => !this.isStopping,
      take: (runs) => this.takeOver(runs),
    });
    this.heartbeat = setInterval(() => void this.renewLeases(), LEASE_MS / 3);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.queue.stopWorking();
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.race([this.untilIdle(), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
    clearInterval(this.heartbeat);
    await Promise.all(this.beginning);
    this.hasStopped = true;
    const left = [...this.active.values()];
    for (const { execution } of left) execution.giveUp(new Error('the server is shutting down'));
    crashPoint('release.before-commit');
    await this.store.release(left.map(({ run }) => run));
    crashPoint('release.after-commit');
  }

  /** What ends may be followed by what it let begin. */
  private async untilIdle(): Promise<void> {
    while (this.active.size + this.beginning.size > 0)
      await Promise.all([...this.beginning, ...[...this.active.values()].map(({ done }) => done)]);
  }

  /** None while a job waits for its turn: what came first goes first. */
  private room(): number {
    return this.isStopping || this.inLine > 0 || this.turnstile.isWaitedAt
      ? 0
      : this.config.workerConcurrency - this.active.size;
  }

  /** Claims runs as soon as there is room for them and begins them; does not wait for their ends. */
  private async take(runIds: string[]): Promise<void> {
    while (this.active.size >= this.config.workerConcurrency) await this.turnstile.wait();
    crashPoint('claim.before-commit');
    const claimed = await this.store.claim(runIds);
    crashPoint('claim.after-commit');
    if (claimed.length > 0) this.announcer.announce('runs.changed', { runIds: claimed.map(({ id }) => id) });
    const stored = await this.store.stored(claimed);
    this.inLine += claimed.length;
    try {
      for (let from = 0; from < claimed.length; from += PORTION)
        await this.beginPortion(claimed.slice(from, from + PORTION), stored);
    } finally {
      this.inLine -= claimed.length;
    }
  }

  /** Begins runs after those that came before them. */
  private beginPortion(runs: readonly ClaimedRun[], stored: ReadonlyMap<string, StoredRun>): Promise<void> {
    const begun = this.portionBegun.then(async () => {
      await this.letOthersGetOn();
      for (const run of runs) await this.begin(run, stored.get(run.id) ?? NOTHING_STORED);
    });
    this.portionBegun = begun.catch(() => undefined);
    return begun;
  }

  private async letOthersGetOn(): Promise<void> {
    const until = performance.now() + PAUSE_MS;
    for (let left = PAUSE_MS; left > 0 && this.active.size > ABREAST - PORTION; left = until - performance.now())
      await this.turnstile.wait(left);
    await this.events.letPass(PASSING_MS);
  }

  /** Begins runs that were stored as ours; what is stored so late that nothing begins any more is given back. */
  private takeOver(runs: readonly OwnedRun[]): void {
    const begin = async () => {
      if (this.hasStopped) return this.store.release(runs);
      const stored = await this.store.stored(runs);
      for (const run of runs) await this.begin(run, stored.get(run.id) ?? NOTHING_STORED);
    };
    const begun = begin()
      .catch((error: unknown) =>
        this.logger.error({ err: error }, 'runs could not be begun; they are taken up again when their leases end'),
      )
      .finally(() => this.beginning.delete(begun));
    this.beginning.add(begun);
  }

  private async begin(run: ClaimedRun, stored: StoredRun): Promise<void> {
    const workflow = await this.workflows.get(run.versionId);
    const isWatched = this.announcer.isHeard('steps.changed');
    const execution = new RunExecution(run, workflow, stored, {
      store: this.store,
      services: this.services,
      onSteps: isWatched ? (steps) => this.announcer.announce('steps.changed', { steps }) : undefined,
    });
    // Whatever was stored of the run was stored after its keys.
    const searchKeys = stored.steps.length === 0 ? workflow.settings.searchKeys : undefined;
    const done = this.work(run, execution, searchKeys);
    this.active.set(run.id, { run, execution, done });
  }

  private async work(run: ClaimedRun, execution: RunExecution, searchKeys: SearchKey[] | undefined): Promise<void> {
    // Lets the caller register the run before its first step.
    await Promise.resolve();
    try {
      if (searchKeys) await this.keepKeys(run, findKeys(searchKeys, execution.trigger));
      this.conclude(run, await execution.execute());
    } catch (error) {
      const fields = { runId: run.id, workflowId: run.workflowId, eventId: run.eventId };
      if (error instanceof LeaseLostError) this.logger.warn(fields, 'another worker took the run over');
      else if (this.isStopping) this.logger.info(fields, 'the run was given back, since the server is shutting down');
      else
        this.logger.error(
          { ...fields, err: error },
          'the run could not be worked on; it is taken up again when its lease ends',
        );
    } finally {
      // After a lease that was lost, this very process may be the run's next owner.
      if (this.active.get(run.id)?.execution === execution) this.active.delete(run.id);
      this.turnstile.open();
    }
  }

  private async keepKeys({ id, epoch }: ClaimedRun, keys: RunKey[]): Promise<void> {
    if (keys.length > 0) await this.store.keepKeys({ id, epoch, keys });
  }

  private conclude(run: ClaimedRun, outcome: RunOutcome): void {
    this.announcer.announce('runs.changed', { runIds: [run.id] });
    if (outcome.type === 'finished')
      this.announcer.announce('runs.ended', {
        runs: [{ id: run.id, workflowId: run.workflowId, status: outcome.status, milliseconds: sinceBegin(run) }],
      });
    else if (outcome.until !== undefined) this.wakeLater(run.id, outcome.until);
    if (outcome.type === 'finished' && outcome.status === 'cancelled') void this.cancels.cancelChildren(run.id);
  }

  private hear(runIds: readonly string[]): void {
    for (const runId of runIds)
      this.active
        .get(runId)
        ?.execution.hear()
        .catch((error: unknown) => this.logger.warn({ runId, err: error }, 'what came for a run could not be read'));
  }

  private wakeLater(runId: string, until: number): void {
    const delay = Math.max(0, until - Date.now());
    if (delay > SHORT_PAUSE_MS) return;
    const timer = setTimeout(() => {
      this.timers.delete(runId);
      this.wakeUps.wake([runId]);
    }, delay);
    this.timers.set(runId, timer);
  }

  private async renewLeases(): Promise<void> {
    const owned = [...this.active.values()].map(({ run }) => run);
    await this.store
      .renew(owned)
      .catch((error: unknown) => this.logger.warn({ err: error }, 'leases could not be renewed'));
  }
}

/** How long ago a run began, in ms; the database's clock may be ahead of this one. */
function sinceBegin({ startedAt }: ClaimedRun): number {
  return Math.max(0, Date.now() - startedAt.getTime());
}
