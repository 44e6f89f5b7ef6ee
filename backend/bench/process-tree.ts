import { readdir, readFile } from 'node:fs/promises';

/** Linux counts a process's time on the processor in these. */
const TICKS_PER_SECOND = 100;

/** Memory of processes and all that they started in MB: proportional set size, which counts shared pages once (Linux). */
export async function memoryOf(roots: readonly number[]): Promise<number> {
  const sizes = await Promise.all((await withDescendants(roots)).map(proportionalSize));
  return sum(sizes) / 1024;
}

/** Milliseconds that processes and all that they started have spent on the processor, those that have ended too. */
export async function cpuOf(roots: readonly number[]): Promise<number> {
  const times = await Promise.all(
    (await withDescendants(roots)).map(async (pid) => sum((await statOf(pid)).slice(11, 15).map(Number))),
  );
  return (sum(times) / TICKS_PER_SECOND) * 1000;
}

async function withDescendants(roots: readonly number[]): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(pids.map(async (pid) => [pid, Number((await statOf(pid))[1])] as const));
  const found = new Set(roots);
  for (const one of found) for (const [pid, parent] of parents) if (parent === one) found.add(pid);
  return [...found];
}

/** The fields that follow the program's name, which may hold anything. */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Kilobytes. */
async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
}
