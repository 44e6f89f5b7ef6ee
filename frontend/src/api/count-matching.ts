/** How many there are; `isMore` if it was not counted to the end. */
export interface Count {
  count: number;
  isMore: boolean;
}

const PAGE = 200;
const MOST_COUNTED = 1000;

/** Counts what a list has by its pages, since no list tells its length; stops at a thousand. */
export async function countMatching(
  load: (cursor: string | undefined, limit: number) => Promise<{ items: unknown[]; nextCursor: string | null }>,
): Promise<Count> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await load(cursor, PAGE);
    count += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && count < MOST_COUNTED);
  return { count, isMore: cursor !== undefined };
}
