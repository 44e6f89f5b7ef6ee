import { describe, expect, it } from 'vitest';
import { editorFigures, type EditorMeasures } from './editor-figures.js';
import { isReached } from './figures.js';

function measured(more: Partial<EditorMeasures>): EditorMeasures {
  return { drawn: 900, interactive: 1000, longTasks: [], scriptBytes: 300_000, heapBytes: 5e7, frames: {}, ...more };
}

function valueOf(rounds: EditorMeasures[], name: string): number | undefined {
  return editorFigures(rounds).find(({ figure }) => figure === name)?.value;
}

describe(editorFigures.name, () => {
  it('takes the median of the rounds', () => {
    const rounds = [measured({ interactive: 900 }), measured({ interactive: 5000 }), measured({ interactive: 1100 })];
    expect(valueOf(rounds, 'navigation to a press answered')).toBe(1100);
  });

  it('adds up the long tasks and names the longest', () => {
    const rounds = [measured({ longTasks: [60, 140] })];
    expect(valueOf(rounds, 'longest task until then')).toBe(140);
    expect(valueOf(rounds, 'all long tasks until then')).toBe(200);
  });

  it('misses the goal when more than a twentieth of the frames of a drag take longer', () => {
    const slow = measured({ frames: { dragOne: [...Array<number>(90).fill(16), ...Array<number>(10).fill(40)] } });
    const p95 = editorFigures([slow]).find(({ figure }) => figure === 'drag of a step, 500 in view, frame p95');
    expect(p95 && isReached(p95)).toBe(false);
  });
});
