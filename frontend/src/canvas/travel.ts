import { DEFAULT_PORT } from '@eventloom/backend/contract';
import type { NodeRun } from './canvas-overlay';

/** What a run did with a connection. */
export type Travel = 'idle' | 'travelling' | 'taken' | 'passed';

interface Ends {
  from: NodeRun | undefined;
  to: NodeRun | undefined;
  port: string;
  /** Whether it leads into the body of a loop: its source works as long as the body does. */
  repeats: boolean;
}

/** What a run did with a connection, seen from the states of its two ends. */
export function travelOf({ from, to, port, repeats }: Ends): Travel {
  if (!from) return 'idle';
  if (repeats) return intoBody(from, to);
  if (from.status === 'running' || from.status === 'pending') return 'idle';
  if (from.ports && !from.ports.includes(port)) return 'passed';
  if (to?.status === 'running' || to?.status === 'waiting') return 'travelling';
  const goesOn = from.status === 'succeeded' || from.ports !== undefined;
  if (goesOn && isReached(to)) return 'taken';
  return from.status === 'skipped' || to?.status === 'skipped' ? 'passed' : 'idle';
}

/** How many messages have gone through a connection in the runs that are shown. */
export function messagesOn(ends: Ends): number {
  const { from, to, port, repeats } = ends;
  if (!repeats && from?.sent) return from.sent[from.ports ? port : DEFAULT_PORT] ?? 0;
  const travel = travelOf(ends);
  if (travel === 'idle' || travel === 'passed') return 0;
  return repeats ? (to?.counts?.total ?? 1) : 1;
}

function intoBody(from: NodeRun, to: NodeRun | undefined): Travel {
  if (to?.status === 'running' || to?.status === 'waiting') return 'travelling';
  if (isReached(to)) return 'taken';
  return from.status === 'succeeded' || from.status === 'skipped' ? 'passed' : 'idle';
}

function isReached(to: NodeRun | undefined): boolean {
  return to !== undefined && to.status !== 'skipped' && to.status !== 'pending';
}
