import { Figures, type Figure, type Goal } from './figures.js';
import { quantile } from './statistics.js';

/** What the browser's half measured in one round; see `frontend/bench/measure-editor.ts`. Times in ms. */
export interface EditorMeasures {
  drawn: number;
  interactive: number;
  longTasks: number[];
  scriptBytes: number;
  heapBytes: number;
  frames: Record<string, number[]>;
}

/** What was done, in the words of the report; dragging has a goal. */
const ACTIVITIES: Record<string, string> = {
  dragOne: 'drag of a step, 500 in view',
  dragMany: 'drag of 50 steps, 500 in view',
  dragNear: 'drag of a step at 100 %',
  pan: 'panning, 500 in view',
  panNear: 'panning at 100 %',
  zoom: 'zooming from 500 in view',
};
const DRAG_P95: Goal = { most: 24 };

/** The figures of several rounds: medians of what each was measured at. */
export function editorFigures(rounds: readonly EditorMeasures[]): Figure[] {
  const figures = new Figures('editor');
  const add = (figure: string, valueOf: (round: EditorMeasures) => number, unit: string, goal?: Goal): void => {
    figures.addMedian(figure, rounds.map(valueOf), unit, {
      ...(unit === 'ms' && { digits: 1 }),
      ...(goal && { goal }),
    });
  };
  add('script of the first load, gzipped', ({ scriptBytes }) => scriptBytes / 1000, 'kB', { most: 350 });
  add('navigation to 500 steps drawn', ({ drawn }) => drawn, 'ms');
  add('navigation to a press answered', ({ interactive }) => interactive, 'ms', { most: 2000 });
  add('longest task until then', ({ longTasks }) => Math.max(0, ...longTasks), 'ms');
  add('all long tasks until then', ({ longTasks }) => longTasks.reduce((sum, task) => sum + task, 0), 'ms');
  add('heap of the page', ({ heapBytes }) => heapBytes / 1e6, 'MB');
  for (const [activity, words] of Object.entries(ACTIVITIES)) {
    const at = (share: number) => (round: EditorMeasures) => quantile(round.frames[activity] ?? [], share);
    add(`${words}, frame p50`, at(0.5), 'ms');
    add(`${words}, frame p95`, at(0.95), 'ms', activity.startsWith('drag') ? DRAG_P95 : undefined);
    add(`${words}, frame p99`, at(0.99), 'ms');
  }
  return figures.all;
}
