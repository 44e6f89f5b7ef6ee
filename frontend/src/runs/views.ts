import { z } from 'zod';

/** The query of an address. */
const filterSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const viewsSchema = z.array(z.object({ name: z.string(), filter: filterSchema }));

/** Filters with a name, as they stand in an address: whoever goes there has them read once more. */
export type SavedView = z.infer<typeof viewsSchema>[number];

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
export function isSameView(a: object, b: object): boolean {
  return canonical(a) === canonical(b);
}

function canonical(filter: object): string {
  return JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A filter as a view keeps it. */
export function toKept(filter: object): SavedView['filter'] {
  return filterSchema.parse(JSON.parse(JSON.stringify(filter)));
}
