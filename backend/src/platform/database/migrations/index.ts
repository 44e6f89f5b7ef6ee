import { CreateTables1764000000000 } from './1764000000000-create-tables.js';
import { AddWaits1764100000000 } from './1764100000000-add-waits.js';
import { AddFlowControl1764150000000 } from './1764150000000-add-flow-control.js';
import { AddSchedules1764200000000 } from './1764200000000-add-schedules.js';
import { NarrowRunIndex1764350000000 } from './1764350000000-narrow-run-index.js';
import { AddBrokerColumns1764400000000 } from './1764400000000-add-broker-columns.js';
import { AddTopics1764410000000 } from './1764410000000-add-topics.js';
import { AddJobs1764420000000 } from './1764420000000-add-jobs.js';
import { AddOrdering1764430000000 } from './1764430000000-add-ordering.js';
import { PartitionByDay1764500000000 } from './1764500000000-partition-by-day.js';
import { AddCheckpoints1764510000000 } from './1764510000000-add-checkpoints.js';
import { AddTests1764650000000 } from './1764650000000-add-tests.js';
import { AddPeople1764700000000 } from './1764700000000-add-people.js';

/** Every migration, in the order they run. Expand first, contract in a later version. */
export const MIGRATIONS = [
  CreateTables1764000000000,
  AddWaits1764100000000,
  AddFlowControl1764150000000,
  AddSchedules1764200000000,
  NarrowRunIndex1764350000000,
  AddBrokerColumns1764400000000,
  AddTopics1764410000000,
  AddJobs1764420000000,
  AddOrdering1764430000000,
  PartitionByDay1764500000000,
  AddCheckpoints1764510000000,
  AddTests1764650000000,
  AddPeople1764700000000,
];
