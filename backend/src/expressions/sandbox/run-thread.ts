import type { MessagePort } from 'node:worker_threads';
import type * as QuickJs from 'quickjs-emscripten-core';
import type { SandboxErrorCode } from './sandbox-error.js';

export interface ThreadOptions {
  /** What the code of one call may take. */
  memoryBytes: number;
  maxOutputBytes: number;
  /** How deep data may be nested, both in and out. */
  maxDepth: number;
}

/** One call: `names` are bound to what the JSON object `data` holds under them. */
export interface ThreadCall {
  code: string;
  names: string[];
  data: string;
  timeoutMs: number;
}

/** What a thread sends: first that it is ready, then an outcome for each call. */
export type ThreadMessage =
  | { type: 'ready' }
  | ({ type: 'outcome'; /** Whether the thread has to be replaced. */ spent: boolean } & ThreadOutcome);

export type ThreadOutcome =
  | { ok: true; /** JSON; absent if the code returned nothing that JSON can hold. */ output: string | undefined }
  | { ok: false; code: SandboxErrorCode; message: string; line: number | undefined };

/** What a thread has loaded before it takes calls. */
export interface ThreadEngine {
  quickJs: typeof QuickJs;
  quickjs: QuickJs.QuickJSWASMModule;
  /** The memory of the module. Its maximum is the limit that holds: QuickJS on WebAssembly cannot add up what it uses. */
  memory: { buffer: ArrayBuffer };
}

/**
 * Everything that happens inside a sandbox thread: waits for calls, runs each in a QuickJS runtime of its own.
 *
 * A thread gets the *text* of this function, so that it runs from TypeScript as from JavaScript: it must use nothing
 * but its parameters and what JavaScript itself has.
 *
 * Where QuickJS itself breaks (its stack, an abort), its memory can no longer be trusted: the outcome is then marked
 * `spent`.
 */
export function runThread(engine: ThreadEngine, port: MessagePort, options: ThreadOptions): void {
  const { quickJs, quickjs, memory } = engine;
  const FILE = 'code.js';
  const STACK_BYTES = 256 * 1024;
  const JOBS_AT_ONCE = 100;
  const MAX_MESSAGE = 4_000;

  /** Takes its tools before the code can change them; `console` is there because people leave it in their code. */
  const TOOLS = `(() => {
    const { parse, stringify } = JSON, { String, Date } = globalThis, nothing = () => undefined;
    globalThis.console = { log: nothing, info: nothing, debug: nothing, warn: nothing, error: nothing, trace: nothing };
    return {
      start(bind, data) {
        const scope = parse(data);
        if (typeof scope.now === 'string') scope.now = new Date(scope.now);
        return bind(scope)();
      },
      toJson: (value) => stringify(value),
      describe(thrown) {
        if (thrown !== null && typeof thrown === 'object' && 'message' in thrown)
          return stringify([String(thrown.name ?? 'Error') + ': ' + String(thrown.message), String(thrown.stack)]);
        return stringify([typeof thrown === 'object' ? String(stringify(thrown)) : String(thrown), '']);
      },
    };
  })()`;

  class Failure extends Error {
    constructor(
      readonly code: SandboxErrorCode,
      message: string,
      readonly line?: number,
    ) {
      super(message);
    }
  }

  const initialBytes = memory.buffer.byteLength;
  /** What WebAssembly has taken it never gives back. */
  const isSwollen = (): boolean => memory.buffer.byteLength > initialBytes + options.memoryBytes / 2;
  const tooMuchMemory = `The code used more than ${Math.round(options.memoryBytes / 1024 / 1024)} MB of memory.`;

  function isTooDeep(json: string): boolean {
    let depth = 0;
    let quoted = false;
    for (let at = 0; at < json.length; at += 1) {
      const character = json.charCodeAt(at);
      if (quoted) {
        if (character === 0x5c) at += 1;
        else if (character === 0x22) quoted = false;
      } else if (character === 0x22) quoted = true;
      else if (character === 0x5b || character === 0x7b) {
        depth += 1;
        if (depth > options.maxDepth) return true;
      } else if (character === 0x5d || character === 0x7d) depth -= 1;
    }
    return false;
  }

  function runCode(vm: QuickJs.QuickJSContext, call: ThreadCall): string | undefined {
    const deadline = performance.now() + call.timeoutMs;
    const isLate = (): boolean => performance.now() > deadline;
    vm.runtime.setMemoryLimit(options.memoryBytes);
    vm.runtime.setMaxStackSize(STACK_BYTES);
    vm.runtime.setInterruptHandler(isLate);

    return quickJs.Scope.withScope((scope) => {
      const tools = scope.manage(vm.unwrapResult(vm.evalCode(TOOLS, 'tools.js')));
      const tool = (name: string): QuickJs.QuickJSHandle => scope.manage(vm.getProp(tools, name));
      const [start, toJson, describe] = [tool('start'), tool('toJson'), tool('describe')];

      const failure = (thrown: QuickJs.QuickJSHandle): Failure => {
        if (isLate()) return new Failure('CODE_TIMEOUT', `The code ran longer than ${call.timeoutMs} ms.`);
        const described = vm.callFunction(describe, vm.undefined, thrown);
        if (isLate()) return new Failure('CODE_TIMEOUT', `The code ran longer than ${call.timeoutMs} ms.`);
        if (described.error) {
          described.error.dispose();
          return new Failure(
            'CODE_FAILED',
            isSwollen() ? tooMuchMemory : 'The code threw something that cannot be shown.',
          );
        }
        const parts: unknown = JSON.parse(vm.getString(scope.manage(described.value)));
        const [message, stack] = Array.isArray(parts) ? parts.map(String) : [];
        const place = new RegExp(`${FILE}:(\\d+)`).exec(stack ?? '');
        const lines = call.code.split('\n').length;
        // The text of the user starts at the second line of what is evaluated.
        const line = place ? Math.min(Math.max(Number(place[1]) - 1, 1), lines) : undefined;
        // Where not even an error object could be made, null was thrown.
        const outOfMemory = message === 'InternalError: out of memory' || (message === 'null' && isSwollen());
        return new Failure('CODE_FAILED', outOfMemory ? tooMuchMemory : String(message).slice(0, MAX_MESSAGE), line);
      };
      const unwrap = (result: QuickJs.VmCallResult<QuickJs.QuickJSHandle>): QuickJs.QuickJSHandle => {
        if (result.error) throw failure(scope.manage(result.error));
        return scope.manage(result.value);
      };

      const bind = unwrap(vm.evalCode(`(({ ${call.names.join(', ')} }) => async () => {\n${call.code}\n})`, FILE));
      const promise = unwrap(vm.callFunction(start, vm.undefined, bind, scope.manage(vm.newString(call.data))));
      let state = vm.getPromiseState(promise);
      while (state.type === 'pending') {
        if (isLate()) throw new Failure('CODE_TIMEOUT', `The code ran longer than ${call.timeoutMs} ms.`);
        if (!vm.runtime.hasPendingJob())
          throw new Failure('CODE_FAILED', 'The code waits for a promise that nothing will ever settle.');
        const jobs = vm.runtime.executePendingJobs(JOBS_AT_ONCE);
        if (jobs.error) throw failure(scope.manage(jobs.error));
        state = vm.getPromiseState(promise);
      }
      const value = unwrap(state);
      const json = unwrap(vm.callFunction(toJson, vm.undefined, value));
      if (vm.typeof(json) !== 'string') return undefined;
      const length = vm.getNumber(scope.manage(vm.getProp(json, 'length')));
      const tooLarge = `The output is larger than ${options.maxOutputBytes / 1024 / 1024} MB.`;
      if (length > options.maxOutputBytes) throw new Failure('OUTPUT_TOO_LARGE', tooLarge);
      const output = vm.getString(json);
      if (Buffer.byteLength(output) > options.maxOutputBytes) throw new Failure('OUTPUT_TOO_LARGE', tooLarge);
      if (isTooDeep(output))
        throw new Failure('DATA_TOO_DEEP', `The output is nested deeper than ${options.maxDepth} levels.`);
      return output;
    });
  }

  function answer(call: ThreadCall): ThreadMessage {
    let vm: QuickJs.QuickJSContext | undefined;
    let outcome: ThreadOutcome;
    let spent = false;
    try {
      if (isTooDeep(call.data))
        throw new Failure('DATA_TOO_DEEP', `The data is nested deeper than ${options.maxDepth} levels.`);
      // Beyond this the text alone, which is copied in outside of QuickJS's own checks, could use up all memory.
      if (Buffer.byteLength(call.data) + Buffer.byteLength(call.code) > options.memoryBytes / 4)
        throw new Failure(
          'CODE_FAILED',
          `The data that the code names is larger than ${options.memoryBytes / 4 / 1024 / 1024} MB.`,
        );
      vm = quickjs.newContext();
      outcome = { ok: true, output: runCode(vm, call) };
    } catch (error) {
      spent = !(error instanceof Failure);
      const reason =
        error instanceof Failure ? error : new Failure('CODE_FAILED', `The code broke its engine: ${String(error)}`);
      outcome = { ok: false, code: reason.code, message: reason.message, line: reason.line };
    }
    try {
      if (!spent) vm?.dispose();
    } catch {
      spent = true;
    }
    spent ||= isSwollen();
    return { type: 'outcome', spent, ...outcome };
  }

  port.on('message', (call: ThreadCall) => port.postMessage(answer(call)));
  port.postMessage({ type: 'ready' } satisfies ThreadMessage);
}
