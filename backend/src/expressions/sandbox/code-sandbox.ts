import { SCOPE_NAMES, type Scope } from '../scope.js';
import { CallLog, type LogWriter, MAX_LOG_LINES } from './call-log.js';
import type { ThreadCall, ThreadOptions } from './run-thread.js';
import { SandboxError } from './sandbox-error.js';
import { SandboxThread, type SandboxJob } from './sandbox-thread.js';

const MEGABYTE = 1024 * 1024;
const MAX_OUTPUT_BYTES = 10 * MEGABYTE;
const MAX_DEPTH = 200;
const MAX_LOG_LINE_BYTES = 10 * 1024;
const MAX_LOG_BYTES = 256 * 1024;
/** So many jobs may pass one that needs a thread of another size; then a thread is made for it. */
const MAX_OVERTAKEN = 20;
const IDLE_MS = 30_000;

/** How one call is run. */
export interface CodeOptions {
  /** The time the code may run, without the wait for a thread. */
  timeoutMs: number;
  /** What the code may allocate; that of the sandbox if absent. */
  memoryMb?: number;
  signal: AbortSignal;
  /**
   * Takes what the code writes to `console`, line by line, also where the code fails or is ended: at most 200 lines, 10 KB
   * each, 256 KB in all; the last says that more was dropped.
   */
  log?: LogWriter;
}

/**
 * Runs JavaScript of users in QuickJS, in threads that start when they are needed and end when they are not.
 *
 * Code sees the names of the scope and what JavaScript itself has: no network, files, environment or timers. Data goes
 * in and out as JSON, so that no object of this process ever meets the code.
 */
export class CodeSandbox {
  private readonly threads: SandboxThread[] = [];
  private readonly queue: SandboxJob[] = [];
  private readonly memoryBytes: number;
  private readonly idleMs: number;
  private readonly maxThreads: number;
  private closed = false;

  /**
   * @param options.threads so many calls run at once, the others wait
   * @param options.memoryBytes what the code of one call may allocate if it does not say
   * @param options.idleMs a thread without work ends after so long; 30 s if absent
   */
  constructor(options: { threads: number; memoryBytes: number; idleMs?: number }) {
    this.maxThreads = options.threads;
    this.idleMs = options.idleMs ?? IDLE_MS;
    this.memoryBytes = options.memoryBytes;
  }

  /**
   * Runs the body of an async function and returns what it returns, as JSON would carry it; null for nothing.
   *
   * @param code may use `return` and `await`
   * @param scope only the names that the code mentions are passed in
   * @throws SandboxError CODE_TIMEOUT, CODE_FAILED (with line and column), OUTPUT_TOO_LARGE (10 MB), DATA_TOO_DEEP (200
   * levels), SANDBOX_CLOSED; the reason of `signal` after an abort
   */
  async run(code: string, scope: Scope, options: CodeOptions): Promise<unknown> {
    const { timeoutMs, memoryMb, signal, log } = options;
    signal.throwIfAborted();
    if (this.closed) throw new SandboxError('SANDBOX_CLOSED', 'The sandbox is closed.');
    const call = toCall(code, scope, timeoutMs);
    let abort: (() => void) | undefined;
    try {
      return await new Promise((resolve, reject) => {
        const memoryBytes = memoryMb === undefined ? this.memoryBytes : memoryMb * MEGABYTE;
        const job = { call, memoryBytes, overtaken: 0, log: log && new CallLog(log), resolve, reject };
        abort = () => this.cancel(job, signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        this.queue.push(job);
        this.dispatch();
      });
    } finally {
      if (abort) signal.removeEventListener('abort', abort);
    }
  }

  /** Ends every thread; calls under way and waiting ones fail with SANDBOX_CLOSED. */
  async close(): Promise<void> {
    this.closed = true;
    const reason = new SandboxError('SANDBOX_CLOSED', 'The sandbox was closed.');
    for (const job of this.queue.splice(0)) job.reject(reason);
    await Promise.all([...this.threads].map((thread) => thread.end(reason)));
  }

  private dispatch(): void {
    for (const thread of this.threads) {
      const job = thread.isFree ? this.takeJob(thread.memoryBytes) : undefined;
      if (job) thread.start(job);
    }
    for (let job = this.findJobWithoutThread(); job; job = this.findJobWithoutThread()) {
      if (this.threads.length >= this.maxThreads) {
        // One that is free now is of a size that nobody waits for. Its end leads here again.
        void this.threads.find((thread) => thread.isFree)?.end(undefined);
        return;
      }
      this.threads.push(this.createThread(job.memoryBytes));
    }
  }

  /** The next job for a thread of a size, unless another one has been waiting too long for one of its own. */
  private takeJob(memoryBytes: number): SandboxJob | undefined {
    for (const [at, job] of this.queue.entries()) {
      if (job.memoryBytes === memoryBytes) return this.queue.splice(at, 1)[0];
      job.overtaken += 1;
      if (job.overtaken > MAX_OVERTAKEN) return undefined;
    }
    return undefined;
  }

  /** The first job that waits and for which no thread is starting. */
  private findJobWithoutThread(): SandboxJob | undefined {
    const starting = this.threads.filter((thread) => thread.isStarting).map((thread) => thread.memoryBytes);
    return this.queue.find(({ memoryBytes }) => {
      const at = starting.indexOf(memoryBytes);
      if (at >= 0) starting.splice(at, 1);
      return at < 0;
    });
  }

  private createThread(memoryBytes: number): SandboxThread {
    const options: ThreadOptions = {
      memoryBytes,
      ...{ maxOutputBytes: MAX_OUTPUT_BYTES, maxDepth: MAX_DEPTH },
      ...{ maxLogLines: MAX_LOG_LINES, maxLogLineBytes: MAX_LOG_LINE_BYTES, maxLogBytes: MAX_LOG_BYTES },
    };
    const forget = (thread: SandboxThread, failedToStart: Error | undefined): void => {
      this.threads.splice(this.threads.indexOf(thread), 1);
      // One call answers for each thread that could not start, or the next one would be started for it for ever.
      if (failedToStart) this.takeJob(memoryBytes)?.reject(failedToStart);
      this.dispatch();
    };
    return new SandboxThread(options, this.idleMs, () => this.dispatch(), forget);
  }

  private cancel(job: SandboxJob, reason: unknown): void {
    const at = this.queue.indexOf(job);
    if (at >= 0) this.queue.splice(at, 1);
    job.reject(reason);
    void this.threads.find((thread) => thread.isRunning(job))?.end(reason);
  }
}

function toCall(code: string, scope: Scope, timeoutMs: number): ThreadCall {
  const names = SCOPE_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  try {
    const data = JSON.stringify(Object.fromEntries(names.map((name) => [name, scope[name]])));
    return { code, names, data, timeoutMs };
  } catch (error) {
    // JSON.stringify runs out of stack at some thousands of levels.
    if (error instanceof RangeError)
      throw new SandboxError('DATA_TOO_DEEP', `The data is nested deeper than ${MAX_DEPTH} levels.`);
    throw error;
  }
}
