import { runFilterSchema } from '@eventloom/backend/contract';
import { z } from 'zod';
import type { RunFilter } from '../api/queries';

/** Filters with a name. */
export interface SavedView {
  name: string;
  filter: RunFilter;
}

const viewsSchema = z.array(z.object({ name: z.string(), filter: runFilterSchema }));

/** The views that a text tells of; none if it is not one of ours. */
export function readViews(text: string | undefined): SavedView[] {
  try {
    return viewsSchema.safeParse(JSON.parse(text ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}

/** The views with one more, by name; one of the same name is replaced. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether two filters let the same runs through. */
export function isSameView(a: RunFilter, b: RunFilter): boolean {
  return canonical(a) === canonical(b);
}

function canonical(filter: RunFilter): string {
  return JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
