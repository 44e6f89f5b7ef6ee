export { advanceRun } from './advance-run.js';
export { planGraph, type Plan, type PlanNode } from './plan-graph.js';
export {
  NEW_RUN,
  type Advance,
  type AttemptState,
  type Command,
  type RunEvent,
  type RunState,
  type StepState,
} from './run-state.js';
export { outputPorts, type OutputPort } from './output-ports.js';
export { lastOutput, stepInput } from './step-input.js';
export { refuseEdge, validateGraph, type Catalog } from './validate-graph.js';
