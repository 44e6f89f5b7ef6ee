import { Module } from '@nestjs/common';
import { BrokerModule } from '../broker/broker.module.js';
import { HistoryModule } from '../history/history.module.js';
import { JobsModule } from '../platform/jobs/jobs.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { Admission } from './admission/admission.service.js';
import { EnterFlow } from './admission/enter-flow.service.js';
import { FlowClock } from './admission/flow-clock.service.js';
import { ApprovalsController } from './approvals.controller.js';
import { Approvals } from './approvals.service.js';
import { BulkRuns } from './bulk-runs.service.js';
import { CancelRuns } from './cancel-runs.service.js';
import { ChildRuns } from './child-runs.service.js';
import { FailedRunEvents } from './failed-run-events.service.js';
import { KeyValues } from './key-values.service.js';
import { RetryRunService } from './retry-run.service.js';
import { RunEndings } from './run-endings.service.js';
import { RunResponses } from './run-responses.service.js';
import { RunStore } from './run-store.service.js';
import { RunWorker } from './run-worker.service.js';
import { RunsControlController } from './runs-control.controller.js';
import { StepMetrics } from './step-metrics.service.js';
import { StepServices } from './step-services.js';
import { SweepService } from './sweep.service.js';

/** Works runs off; in a process that only serves the API, only their control. */
@Module({
  imports: [BrokerModule, HistoryModule, JobsModule, WorkflowsModule],
  controllers: [ApprovalsController, RunsControlController],
  providers: [
    Admission,
    Approvals,
    BulkRuns,
    CancelRuns,
    ChildRuns,
    EnterFlow,
    FailedRunEvents,
    FlowClock,
    KeyValues,
    RetryRunService,
    RunEndings,
    RunResponses,
    RunStore,
    RunWorker,
    StepMetrics,
    StepServices,
    SweepService,
  ],
})
export class ConsumersModule {}
