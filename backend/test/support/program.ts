import { spawn } from 'node:child_process';

export interface RunningProgram {
  /** All that it has printed so far. */
  output(): string;
  pid: number;
  /** Its exit code; null if a signal ended it. */
  ended: Promise<number | null>;
  /** To it and to all that it started, as a terminal does on Ctrl-C; nothing happens if all have ended. */
  signalGroup(signal: NodeJS.Signals): void;
}

/**
 * Starts a program in a process group of its own, with our environment less what configures an Eventloom.
 * @param env what is added to it
 */
export function startProgram(
  [command, ...args]: [string, ...string[]],
  options: { cwd: string; env: Record<string, string> },
): RunningProgram {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(EVENTLOOM_|DATABASE_URL|REDIS_URL|PORT$|HOST$|LOG_LEVEL|NODE_ENV|VITEST|npm_)/.test(name),
  );
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...Object.fromEntries(inherited), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return { output: () => output, pid, ended, signalGroup };
}
