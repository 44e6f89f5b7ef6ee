import { describe, expect, it } from 'vitest';
import { isSameView, readViews, toKept, withView } from './views';

describe(readViews.name, () => {
  it('reads what was kept, and nothing else', () => {
    const views = [{ name: 'Failed', filter: { status: 'failed', version: 2 } }];
    expect(readViews(JSON.stringify(views))).toEqual(views);
    expect(readViews(undefined)).toEqual([]);
    expect(readViews('{')).toEqual([]);
    expect(readViews('[{"name":"x","filter":{"status":["odd"]}}]')).toEqual([]);
  });
});

describe(withView.name, () => {
  it('sorts by name and replaces one of the same name', () => {
    const views = withView([{ name: 'b', filter: {} }], { name: 'a', filter: { q: 'x' } });
    expect(views.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(withView(views, { name: 'b', filter: { tag: 'new' } })[1]).toEqual({ name: 'b', filter: { tag: 'new' } });
  });
});

describe(isSameView.name, () => {
  it('does not mind the order, nor what is not set', () => {
    expect(isSameView({ q: 'a', tag: 'b' }, { tag: 'b', q: 'a', status: undefined })).toBe(true);
    expect(isSameView({ q: 'a' }, {})).toBe(false);
  });
});

describe(toKept.name, () => {
  it('leaves out what is not set', () => {
    expect(toKept({ q: 'a', version: 2, tag: undefined })).toEqual({ q: 'a', version: 2 });
  });
});
