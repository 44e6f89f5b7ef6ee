// A bug: whoever writes a run is not asked whether it is still his.
import { CHECKPOINT_RUNS, FINISH_RUNS } from '../../../dist/consumers/write-runs.sql.js';
import { replaceIn } from './replace-in.mjs';

for (const statement of [CHECKPOINT_RUNS, FINISH_RUNS])
  replaceIn(statement, /and run\.lease_epoch = \w\.epoch and run\.status = 'running'/, '');
