import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { CallLog } from './call-log.js';
import {
  runThread,
  type ThreadCall,
  type ThreadMessage,
  type ThreadOptions,
  type ThreadOutcome,
} from './run-thread.js';
import { SandboxError } from './sandbox-error.js';

/** A call on its way through the sandbox; exactly one of the two last ends it. */
export interface SandboxJob {
  call: ThreadCall;
  /** What its code may allocate: it needs a thread made for that. */
  memoryBytes: number;
  /** How many jobs that came later were started before it. */
  overtaken: number;
  log: CallLog | undefined;
  resolve(output: unknown): void;
  reject(reason: unknown): void;
}

const require = createRequire(import.meta.url);

/** A longer delay would end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const PAGE_BYTES = 64 * 1024;
/** What the module declares as its least memory. */
const INITIAL_PAGES = 256;

const SOURCE = `
const quickJs = require(${JSON.stringify(require.resolve('quickjs-emscripten-core'))});
const variant = require(${JSON.stringify(require.resolve('@jitl/quickjs-wasmfile-release-sync'))}).default;
const { parentPort, workerData } = require('node:worker_threads');
const maximum = ${INITIAL_PAGES} + Math.ceil(workerData.memoryBytes / ${PAGE_BYTES});
const memory = new WebAssembly.Memory({ initial: ${INITIAL_PAGES}, maximum });
const runThread = ${runThread.toString()};
quickJs
  .newQuickJSWASMModuleFromVariant(quickJs.newVariant(variant, { wasmMemory: memory }))
  .then((quickjs) => runThread({ quickJs, quickjs, memory }, parentPort, workerData));
`;

/** A thread that runs one job at a time and never keeps the process alive. */
export class SandboxThread {
  private state: 'starting' | 'free' | 'busy' | 'gone' = 'starting';
  private job: SandboxJob | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly worker: Worker;

  /**
   * @param idleMs the thread ends itself after so long without a job
   * @param onFree it can take a job
   * @param onGone it ended, for whatever reason; its job, if any, has been rejected
   */
  constructor(
    private readonly options: ThreadOptions,
    private readonly idleMs: number,
    private readonly onFree: () => void,
    private readonly onGone: (thread: SandboxThread, failedToStart: Error | undefined) => void,
  ) {
    this.worker = new Worker(SOURCE, {
      eval: true,
      workerData: options,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
    });
    this.worker.on('message', (message: ThreadMessage) => this.onMessage(message));
    this.worker.on('error', (error) => this.leave(broken(error.message)));
    this.worker.on('exit', () => this.leave(broken('its thread ended')));
    this.worker.unref();
  }

  /** What the code of one call may allocate here. */
  get memoryBytes(): number {
    return this.options.memoryBytes;
  }

  get isStarting(): boolean {
    return this.state === 'starting';
  }

  get isFree(): boolean {
    return this.state === 'free';
  }

  /** Starts a job; its time counts from here. Ends the thread where the code cannot be stopped from within. */
  start(job: SandboxJob): void {
    this.state = 'busy';
    this.job = job;
    this.setTimer(Math.min(2 * job.call.timeoutMs, MAX_TIMER_MS), () => {
      void this.end(new SandboxError('CODE_TIMEOUT', `The code ran longer than ${job.call.timeoutMs} ms.`));
    });
    this.worker.postMessage(job.call);
  }

  isRunning(job: SandboxJob): boolean {
    return this.job === job;
  }

  /** Ends the thread; rejects its job, if it has one, with `reason`. */
  async end(reason: unknown): Promise<void> {
    this.leave(reason);
    await this.worker.terminate();
  }

  private onMessage(message: ThreadMessage): void {
    if (this.state === 'gone') return;
    if (message.type === 'log') return this.job?.log?.add(message.level, message.text);
    if (message.type === 'log-dropped') return this.job?.log?.drop();
    const { job } = this;
    this.job = undefined;
    job?.log?.end();
    if (message.type === 'outcome' && message.spent) void this.end(undefined);
    else this.rest();
    if (job && message.type === 'outcome') settle(job, message);
    this.onFree();
  }

  private rest(): void {
    this.state = 'free';
    this.setTimer(this.idleMs, () => void this.end(undefined));
  }

  private leave(reason: unknown): void {
    if (this.state === 'gone') return;
    const failedToStart = this.state === 'starting' && reason instanceof Error ? reason : undefined;
    this.state = 'gone';
    clearTimeout(this.timer);
    const { job } = this;
    this.job = undefined;
    job?.log?.end();
    job?.reject(reason);
    this.onGone(this, failedToStart);
  }

  private setTimer(delayMs: number, callback: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(callback, delayMs).unref();
  }
}

function broken(why: string): SandboxError {
  return new SandboxError('CODE_FAILED', `The code broke its engine: ${why}`);
}

function settle(job: SandboxJob, outcome: ThreadOutcome): void {
  if (!outcome.ok) job.reject(new SandboxError(outcome.code, outcome.message, outcome.line, outcome.column));
  else job.resolve(outcome.output === undefined ? null : JSON.parse(outcome.output));
}
