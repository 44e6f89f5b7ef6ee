import { type Evaluation, LimitReached, MAX_DEPTH } from '../evaluation.js';
import { isObject } from './json-values.js';
import type { Query, Segment, Selector } from './json-path.js';
import { parseJsonPath } from './parse-json-path.js';
import { holds, type Search } from './test-filter.js';

/**
 * The values that a JSONPath (RFC 9535) finds, in order. Own properties only; every value that is looked at is a step
 * of the evaluation, which is why this is no library: those can neither count nor be stopped.
 *
 * @throws TypeError if the path cannot be read
 */
export function findByJsonPath(value: unknown, path: string, evaluation: Evaluation): unknown[] {
  evaluation.spend(path.length);
  const search: Search = { evaluation, find: (query, current) => findByQuery(query, value, current, search) };
  return search.find(parseJsonPath(path), value);
}

function findByQuery({ root, segments }: Query, whole: unknown, current: unknown, search: Search): unknown[] {
  let found: unknown[] = [root === '$' ? whole : current];
  for (const segment of segments) found = follow(segment, found, search);
  return found;
}

function follow({ isDescendant, selectors }: Segment, values: readonly unknown[], search: Search): unknown[] {
  const found: unknown[] = [];
  const select = (value: unknown): void => {
    for (const selector of selectors) for (const each of selectFrom(value, selector, search)) found.push(each);
  };
  for (const value of values)
    if (isDescendant) visitAll(value, 0, search, select);
    else select(value);
  search.evaluation.reserveItems(found.length);
  return found;
}

function visitAll(value: unknown, depth: number, search: Search, visit: (value: unknown) => void): void {
  if (depth > MAX_DEPTH) throw new LimitReached(`The value is nested more than ${MAX_DEPTH} deep.`);
  visit(value);
  for (const child of childrenOf(value, search)) visitAll(child, depth + 1, search, visit);
}

function selectFrom(value: unknown, selector: Selector, search: Search): readonly unknown[] {
  search.evaluation.spend(1);
  switch (selector.type) {
    case 'name':
      return isObject(value) && Object.hasOwn(value, selector.name) ? [value[selector.name]] : [];
    case 'wildcard':
      return childrenOf(value, search);
    case 'index': {
      if (!Array.isArray(value)) return [];
      const index = selector.index < 0 ? value.length + selector.index : selector.index;
      return index >= 0 && index < value.length ? [value[index] as unknown] : [];
    }
    case 'slice':
      return Array.isArray(value) ? sliceOf(value, selector, search) : [];
    case 'filter':
      return childrenOf(value, search).filter((child) => holds(selector.test, child, search));
  }
}

function childrenOf(value: unknown, { evaluation }: Search): readonly unknown[] {
  const children = Array.isArray(value) ? (value as unknown[]) : isObject(value) ? Object.values(value) : [];
  evaluation.spend(children.length);
  return children;
}

function sliceOf(
  list: readonly unknown[],
  { start, end, step }: Extract<Selector, { type: 'slice' }>,
  { evaluation }: Search,
): unknown[] {
  const { length } = list;
  const place = (given: number): number => (given < 0 ? length + given : given);
  const within = (given: number, least: number, most: number): number => Math.min(Math.max(given, least), most);
  const found: unknown[] = [];
  if (step > 0) {
    const last = within(place(end ?? length), 0, length);
    for (let index = within(place(start ?? 0), 0, length); index < last; index += step) found.push(list[index]);
  } else if (step < 0) {
    const last = within(place(end ?? -length - 1), -1, length - 1);
    for (let index = within(place(start ?? length - 1), -1, length - 1); index > last; index += step)
      found.push(list[index]);
  }
  evaluation.spend(found.length);
  return found;
}
