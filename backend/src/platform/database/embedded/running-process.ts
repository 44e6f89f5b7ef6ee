import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './run-program.js';

/**
 * When a process was started, in the system's own notation: together with the pid it names one process for good,
 * however often the pid is used again.
 * @returns undefined if there is no such process, or only its zombie
 */
export async function processStartTime(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (stat === undefined) return undefined;
    // proc(5): "pid (name) state ..."; the name may hold anything, and starttime is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  }
  const line = await runProgram('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => '');
  const [state, ...started] = line.trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : started.join(' ');
}

/** Whether the process is a PostgreSQL server working on exactly this data directory (an absolute, real path). */
export async function isServerOf(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform === 'linux') {
    // A postmaster's working directory is its data directory.
    const [workingDirectory, commandLine] = await Promise.all([
      readlink(`/proc/${pid}/cwd`).catch(() => undefined),
      readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    ]);
    return workingDirectory === clusterDir && path.basename(commandLine.split('\0')[0] ?? '') === 'postgres';
  }
  const command = await runProgram('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => '');
  return command.includes('postgres') && command.includes(` -D ${clusterDir} `);
}
