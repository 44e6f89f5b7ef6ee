import { LOOP_TYPE } from '../contract/index.js';
import {
  inputsByNode,
  locateStep,
  stepInput,
  type LocatedStep,
  type Plan,
  type RunState,
  type StepPlace,
} from '../engine/index.js';
import type { CompiledNode, CompiledWorkflow } from '../workflows/compiled-workflow.js';
import { buildStepScope, type RunScope } from './build-scope.js';
import type { ClaimedRun } from './claim-runs.sql.js';
import { performStep, type StepOutcome } from './perform-step.js';
import type { RunJournal } from './run-journal.js';
import type { StepServices } from './step-services.js';
import type { TestRun } from './test-run.js';

/** Performs the steps of one run, with all that they see and may ask for. */
export class StepPerformer {
  constructor(
    private readonly run: ClaimedRun,
    private readonly workflow: CompiledWorkflow,
    private readonly given: {
      plan: Plan;
      base: RunScope;
      journal: RunJournal;
      services: StepServices;
      /** What is given instead of performed, in a test. */
      test: TestRun | undefined;
      /** Gives a signal that aborts when the run is given up. */
      signal: () => AbortSignal;
    },
  ) {}

  /** Performs one attempt of a step of the run in this state. */
  perform(
    state: RunState,
    place: StepPlace,
    attempt: number,
    compiled: CompiledNode,
  ): StepOutcome | Promise<StepOutcome> {
    const { plan, journal, services, signal, test } = this.given;
    const { nodeId, iteration = '0' } = place;
    const pinned = test?.outcomeOf(place, attempt);
    if (pinned) return pinned;
    const located = locateStep(plan, state, place);
    if (!located) throw new Error(`the step ${nodeId} ${iteration} of run ${this.run.id} is not under way`);
    const idempotencyKey = `${this.run.id}:${nodeId}:${iteration}`;
    const scope = this.scopeOf(located, compiled, idempotencyKey);
    const step = { run: this.run, workflow: this.workflow, place, scope };
    const outcome = performStep({
      compiled,
      place,
      attempt,
      scope,
      idempotencyKey,
      inputs: () => inputsByNode(located.plan, located.state, nodeId),
      signal,
      services: services.forStep(step, (line) => journal.log(place, line)),
    });
    return outcome instanceof Promise ? services.timed(compiled.node.type, outcome) : outcome;
  }

  private scopeOf(located: LocatedStep, { node }: CompiledNode, idempotencyKey: string) {
    const { plan, state } = located;
    const input = stepInput(plan, state, node.id);
    // A loop whose items are evaluated again, after a take-over, has to get the same ones.
    const now = (node.type === LOOP_TYPE ? state.steps[node.id]?.startedAt : undefined) ?? Date.now();
    const inLoop = { ...located, ...this.given.test?.loop };
    return buildStepScope(this.given.base, inLoop, input, idempotencyKey, new Date(now));
  }
}
