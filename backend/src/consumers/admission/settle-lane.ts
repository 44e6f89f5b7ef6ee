import type { SqlRunner } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import type { TurnLane } from './begin-waiting.js';
import { CREATE_BATCH, END_GATHERED, FIND_GATHERED, PASS_ON } from './gather-runs.sql.js';
import { settleBatches, settleDebounce, type GatheredRun } from './settle-gathered.js';

/** What came of the runs that were gathered under a key. */
export interface SettledLane {
  /** Runs that ended because another one stands for their events. */
  ended: string[];
  /** Runs that came into being. */
  created: string[];
  /** Where runs wait for their turn from now on. */
  lanes: TurnLane[];
}

/** Settles what is due, or full, of the runs that are gathered under a key. Call it under the lock of the workflow. */
export async function settleLane(runner: SqlRunner, workflowId: string, gatherKey: string): Promise<SettledLane> {
  const runs = await runner.run<GatheredRun & { stage: string }>(FIND_GATHERED, [workflowId, gatherKey]);
  const debounced = await debounce(
    runner,
    runs.filter(({ stage }) => stage === 'debounce'),
  );
  const batched = await batch(
    runner,
    workflowId,
    runs.filter(({ stage }) => stage === 'batch'),
  );
  return {
    ended: [...debounced.ended, ...batched.ended],
    created: batched.created,
    lanes: [...debounced.lanes, ...batched.lanes],
  };
}

async function debounce(runner: SqlRunner, runs: readonly GatheredRun[]): Promise<SettledLane> {
  const { superseded, quiet } = settleDebounce(runs);
  const errors = superseded.map(({ by }) => ({
    code: 'DEBOUNCED',
    message: `Superseded by run ${by}, whose event followed in time.`,
    details: { runId: by },
  }));
  const ended = superseded.map(({ id }) => id);
  await end(runner, ended, errors);
  const lanes = quiet.length > 0 ? await runner.run<TurnLane>(PASS_ON, [quiet]) : [];
  return { ended, created: [], lanes };
}

async function batch(runner: SqlRunner, workflowId: string, runs: readonly GatheredRun[]): Promise<SettledLane> {
  const settled: SettledLane = { ended: [], created: [], lanes: [] };
  for (const parts of settleBatches(runs)) {
    const id = newId();
    settled.lanes.push(...(await runner.run<TurnLane>(CREATE_BATCH, [id, newId(), workflowId, parts])));
    const error = {
      code: 'BATCHED',
      message: `Batched into run ${id}, which has the events of ${parts.length} runs.`,
      details: { runId: id },
    };
    await end(
      runner,
      parts,
      parts.map(() => error),
    );
    settled.created.push(id);
    settled.ended.push(...parts);
  }
  return settled;
}

async function end(runner: SqlRunner, ids: readonly string[], errors: readonly object[]): Promise<void> {
  if (ids.length > 0) await runner.run(END_GATHERED, [ids, errors.map((error) => JSON.stringify(error))]);
}
