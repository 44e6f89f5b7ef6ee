import { DAY_MS, type Span } from './span.js';

/** What is known of a partition when it is decided what is pruned. */
export interface PartitionState extends Span {
  /** On disk. */
  bytes: number;
  /** When it was last looked through; null if never. */
  prunedAt: number | null;
}

/** How long things are kept, in days. */
export interface KeptDays {
  days: number;
  /** Of topics with a time of their own. */
  topicDays: readonly number[];
}

/** What was left over of older days is written again together with the next day, unless it is more than this. */
const SMALL_BYTES = 64 * 1024 * 1024;

/**
 * Which partitions are rewritten next: one whose time is over, with what was left over before it if that is little, so
 * that it does not go on being a partition of its own. None if nothing is to be done.
 *
 * @param partitions the oldest first
 */
export function nextToPrune<State extends PartitionState>(
  partitions: readonly State[],
  kept: KeptDays,
  now: number,
): State[] | undefined {
  const index = partitions.findIndex((partition) => isDue(partition, kept, now));
  const due = partitions[index];
  if (!due) return undefined;
  const older = partitions[index - 1];
  return older && older.until === due.since && older.bytes <= SMALL_BYTES ? [older, due] : [due];
}

/**
 * Whether a partition is to be looked through: when the time of everything is over, again when that of a topic is which is
 * kept longer, and once a day when only what still waits can be left.
 */
function isDue({ until, prunedAt }: PartitionState, { days, topicDays }: KeptDays, now: number): boolean {
  const ends = [days, ...topicDays.filter((longer) => longer > days)].map((count) => until + count * DAY_MS);
  const over = ends.filter((end) => end <= now);
  if (until + days * DAY_MS > now) return false;
  if (prunedAt === null || over.some((end) => prunedAt < end)) return true;
  return over.length === ends.length && prunedAt <= now - DAY_MS;
}
