/** What `node --cpu-prof` writes, as far as it is read here. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
}

export interface Share {
  name: string;
  /** Percent of the time that was not idle. */
  percent: number;
}

const IDLE = new Set(['(idle)', '(program)', '(root)']);

/** Where the time of a process went, by package or folder, and by function; those with most of it first. */
export function summarize({ nodes, samples, timeDeltas }: CpuProfile): { places: Share[]; functions: Share[] } {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (!frame || IDLE.has(frame.functionName)) return;
    const time = timeDeltas[index] ?? 0;
    const file = fileOf(frame.url);
    add(places, placeOf(file, frame.functionName), time);
    add(functions, `${frame.functionName || '(anonymous)'} ${file}:${frame.lineNumber + 1}`, time);
  });
  return { places: toShares(places), functions: toShares(functions) };
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

function toShares(times: Map<string, number>): Share[] {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([name, time]) => ({ name, percent: (time / total) * 100 }))
    .sort((a, b) => b.percent - a.percent);
}

/** The path below the last `node_modules` or `dist`. */
function fileOf(url: string): string {
  return url.replace(/^.*\/(node_modules|dist)\//, '$1/').replace(/^file:\/\//, '');
}

function placeOf(file: string, functionName: string): string {
  if (file === '') return functionName === '(garbage collector)' ? functionName : '(native)';
  const [root, first, second] = file.split('/');
  if (root === 'node_modules') return first?.startsWith('@') ? `${first}/${second}` : (first ?? file);
  return root === 'dist' ? `dist/${first}` : (root ?? file);
}
