import type { WaitReason } from '@eventloom/backend/contract';
import { formatAbsolute } from '../ui/format';
import { shortId } from '../ui/run-words';

/** Why a run waits, with times as the reader's clock has them and runs by their short ids. */
export function readable({ sentence, until, runId, heldBy = [] }: WaitReason): string {
  const ids = runId === undefined ? heldBy : [runId, ...heldBy];
  const timed = until === undefined ? sentence : sentence.replaceAll(until, formatAbsolute(until));
  return ids.reduce((text, id) => text.replaceAll(id, shortId(id)), timed);
}
