import { z } from 'zod';

/** The query of every list: newest first, `cursor` is the `nextCursor` of the page before. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** The answer of every list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A point in time on the wire: ISO 8601, UTC, milliseconds. */
export const timeSchema = z.iso.datetime({ precision: 3 });
