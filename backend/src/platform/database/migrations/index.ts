import { CreateTables1764000000000 } from './1764000000000-create-tables.js';
import { AddWaits1764100000000 } from './1764100000000-add-waits.js';
import { AddFlowControl1764150000000 } from './1764150000000-add-flow-control.js';
import { AddSchedules1764200000000 } from './1764200000000-add-schedules.js';
import { NarrowRunIndex1764350000000 } from './1764350000000-narrow-run-index.js';
import { AddBrokerColumns1764400000000 } from './1764400000000-add-broker-columns.js';
  PartitionByDay1764500000000,
