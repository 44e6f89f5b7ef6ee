import { describe, expect, it } from 'vitest';
import { bulkFilter, isChosen, NOTHING_CHOSEN, toggle, toggleShown } from './choice';

const shown = ['a', 'b', 'c'];

describe(toggle.name, () => {
  it('takes one in and out', () => {
    const one = toggle(NOTHING_CHOSEN, 'b', shown);
    expect(shown.filter((id) => isChosen(one, id))).toEqual(['b']);
    expect(toggle(one, 'b', shown)).toEqual(NOTHING_CHOSEN);
  });

  it('leaves what is shown when one is taken out of all', () => {
    expect(toggle('all', 'b', shown)).toEqual(new Set(['a', 'c']));
  });
});

describe(toggleShown.name, () => {
  it('chooses all that are shown, then none', () => {
    const all = toggleShown(new Set(['a']), shown);
    expect(all).toEqual(new Set(shown));
    expect(toggleShown(all, shown)).toBe(NOTHING_CHOSEN);
    expect(toggleShown('all', shown)).toBe(NOTHING_CHOSEN);
  });
});

describe(bulkFilter.name, () => {
  it('names the chosen, or what all have in common', () => {
    expect(bulkFilter(new Set(['a']), { type: 'order.created' })).toEqual({ ids: ['a'] });
    expect(bulkFilter('all', { type: 'order.created', status: 'open' })).toEqual({ type: 'order.created' });
  });
});
