import { SCOPE_NAMES, type Scope } from '../scope.js';
import type { ThreadCall, ThreadOptions } from './run-thread.js';
import { SandboxError } from './sandbox-error.js';
import { SandboxThread, type SandboxJob } from './sandbox-thread.js';

const MAX_OUTPUT_BYTES = 10 * 1024 * 1024;
const MAX_DEPTH = 200;
const IDLE_MS = 30_000;

/**
 * Runs JavaScript of users in QuickJS, in threads that start when they are needed and end when they are not.
 *
 * Code sees the names of the scope and what JavaScript itself has: no network, files, environment or timers. Data goes
 * in and out as JSON, so that no object of this process ever meets the code.
 */
export class CodeSandbox {
  private readonly threads: SandboxThread[] = [];
  private readonly queue: SandboxJob[] = [];
  private readonly threadOptions: ThreadOptions;
  private readonly idleMs: number;
  private readonly maxThreads: number;
  private closed = false;

  /**
   * @param options.threads so many calls run at once, the others wait
   * @param options.memoryBytes what the code of one call may allocate
   * @param options.idleMs a thread without work ends after so long; 30 s if absent
   */
  constructor(options: { threads: number; memoryBytes: number; idleMs?: number }) {
    this.maxThreads = options.threads;
    this.idleMs = options.idleMs ?? IDLE_MS;
    this.threadOptions = {
      memoryBytes: options.memoryBytes,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      maxDepth: MAX_DEPTH,
    };
  }

  /**
   * Runs the body of an async function and returns what it returns, as JSON would carry it; null for nothing.
   *
   * @param code may use `return` and `await`
   * @param scope only the names that the code mentions are passed in
   * @param options.timeoutMs the time the code may run, without the wait for a thread
   * @throws SandboxError CODE_TIMEOUT, CODE_FAILED (with the line), OUTPUT_TOO_LARGE (10 MB), DATA_TOO_DEEP (200
   * levels), SANDBOX_CLOSED; the reason of `signal` after an abort
   */
  async run(code: string, scope: Scope, options: { timeoutMs: number; signal: AbortSignal }): Promise<unknown> {
    const { timeoutMs, signal } = options;
    signal.throwIfAborted();
    if (this.closed) throw new SandboxError('SANDBOX_CLOSED', 'The sandbox is closed.');
    const call = toCall(code, scope, timeoutMs);
    let abort: (() => void) | undefined;
    try {
      return await new Promise((resolve, reject) => {
        const job: SandboxJob = { call, resolve, reject };
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
      if (!thread.isFree) continue;
      const job = this.queue.shift();
      if (!job) return;
      thread.start(job);
    }
    const starting = this.threads.filter((thread) => thread.isStarting).length;
    const wanted = Math.min(this.queue.length - starting, this.maxThreads - this.threads.length);
    for (let count = 0; count < wanted; count += 1) this.threads.push(this.createThread());
  }

  private createThread(): SandboxThread {
    const forget = (thread: SandboxThread, failedToStart: Error | undefined): void => {
      this.threads.splice(this.threads.indexOf(thread), 1);
      // One call answers for each thread that could not start, or the next one would be started for it for ever.
      if (failedToStart) this.queue.shift()?.reject(failedToStart);
      this.dispatch();
    };
    return new SandboxThread(this.threadOptions, this.idleMs, () => this.dispatch(), forget);
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
