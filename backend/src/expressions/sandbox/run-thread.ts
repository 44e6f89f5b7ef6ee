import type { MessagePort } from 'node:worker_threads';
import type * as QuickJs from 'quickjs-emscripten-core';
import type { LogLevel } from './call-log.js';
import type { SandboxErrorCode } from './sandbox-error.js';

export interface ThreadOptions {
  /** What the code of one call may take. */
  memoryBytes: number;
  maxOutputBytes: number;
  /** How deep data may be nested, both in and out. */
  maxDepth: number;
  /** What one call may write to its log; the lines and the whole in bytes of UTF-8. */
  maxLogLines: number;
  maxLogLineBytes: number;
  maxLogBytes: number;
}

/** One call: `names` are bound to what the JSON object `data` holds under them. */
export interface ThreadCall {
  code: string;
  names: string[];
  data: string;
  timeoutMs: number;
}

/** What a thread sends: first that it is ready, then the lines that a call writes and its outcome. */
export type ThreadMessage =
  | { type: 'ready' }
  | { type: 'log'; level: LogLevel; text: string }
  | { type: 'log-dropped' }
  | ({ type: 'outcome'; /** Whether the thread has to be replaced. */ spent: boolean } & ThreadOutcome);

export type ThreadOutcome =
  | { ok: true; /** JSON; absent if the code returned nothing that JSON can hold. */ output: string | undefined }
  | { ok: false; code: SandboxErrorCode; message: string; line: number | undefined; column: number | undefined };

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

  /** Takes its tools before the code can change them. Of `write`, only texts ever leave. */
  const TOOLS = `((write, most) => {
    const { parse, stringify } = JSON, { String, Date, Error } = globalThis;
    const cut = Function.prototype.call.bind(String.prototype.slice);
    const show = (value) => {
      if (typeof value === 'string') return value;
      try {
        if (value instanceof Error) return value.name + ': ' + value.message;
        return stringify(value) ?? String(value);
      } catch {
        return '[' + typeof value + ']';
      }
    };
    const writer = (level) => (...values) => {
      let text = '';
      for (let at = 0; at < values.length; at += 1) text += (at > 0 ? ' ' : '') + cut(show(values[at]), 0, most);
      write(level, cut(text, 0, most));
    };
    const [debug, info, warn, error] = ['debug', 'info', 'warn', 'error'].map(writer);
    globalThis.console = { log: info, info, debug, warn, error, trace: debug, dir: info, table: info };
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
  })`;

  class Failure extends Error {
    constructor(
      readonly code: SandboxErrorCode,
      message: string,
      readonly place?: { line: number; column: number },
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

  /** Writes the log of one call. */
  function startLog(): (level: string, text: string) => void {
    let [lines, bytes, isFull] = [0, 0, false];
    return (level, text) => {
      if (isFull) return;
      const whole = Buffer.from(text);
      const line = whole.length > options.maxLogLineBytes ? whole.subarray(0, options.maxLogLineBytes) : whole;
      isFull = lines >= options.maxLogLines || bytes + line.length > options.maxLogBytes;
      lines += 1;
      bytes += line.length;
      // A character that was cut in two is left out.
      const kept = line.toString().replace(/\uFFFD$/, '');
      port.postMessage(isFull ? { type: 'log-dropped' } : { type: 'log', level, text: kept });
    };
  }

  /** Where an error points in the text of the user, which starts at the second line of what is evaluated. */
  function placeOf(stack: string, code: string): { line: number; column: number } | undefined {
    const found = new RegExp(`${FILE}:(\\d+):(\\d+)`).exec(stack);
    if (!found) return undefined;
    const lines = code.split('\n');
    const [line, column] = [Number(found[1]) - 1, Number(found[2])];
    if (line <= lines.length) return { line: Math.max(line, 1), column };
    // What was missing was missed beyond the end.
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }

  function runCode(vm: QuickJs.QuickJSContext, call: ThreadCall): string | undefined {
    const deadline = performance.now() + call.timeoutMs;
    const isLate = (): boolean => performance.now() > deadline;
    vm.runtime.setMemoryLimit(options.memoryBytes);
    vm.runtime.setMaxStackSize(STACK_BYTES);
    vm.runtime.setInterruptHandler(isLate);

    return quickJs.Scope.withScope((scope) => {
      const log = startLog();
      const write = vm.newFunction('write', (level, text) => log(vm.getString(level), vm.getString(text)));
      const most = vm.newNumber(options.maxLogLineBytes);
      const makeTools = scope.manage(vm.unwrapResult(vm.evalCode(TOOLS, 'tools.js')));
      const made = vm.callFunction(makeTools, vm.undefined, scope.manage(write), scope.manage(most));
      const tools = scope.manage(vm.unwrapResult(made));
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
        // Where not even an error object could be made, null was thrown.
        const outOfMemory = message === 'InternalError: out of memory' || (message === 'null' && isSwollen());
        const shown = outOfMemory ? tooMuchMemory : String(message).slice(0, MAX_MESSAGE);
        return new Failure('CODE_FAILED', shown, placeOf(stack ?? '', call.code));
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
      const { code, message, place } = reason;
      outcome = { ok: false, code, message, line: place?.line, column: place?.column };
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
