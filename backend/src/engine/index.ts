export { advanceRun } from './advance-run.js';
export { ancestorsOf, cutGraph, portBetween, type TestScope } from './cut-graph.js';
export { planGraph, type Plan, type PlanNode } from './plan-graph.js';
export { isIterationStart, restoreFrames, restoreRun } from './restore-run.js';
export { locateStep, type LocatedStep } from './locate-step.js';
export { loopResults, resultsOfFrames } from './loop-results.js';
export {
  NEW_RUN,
  type Advance,
  type AttemptState,
  type Command,
  type RunEvent,
  type RunState,
  type StepChanged,
  type StepPlace,
  type StepState,
  type Wait,
} from './run-state.js';
export { outputPorts, type OutputPort } from './output-ports.js';
export { inputsByNode, lastOutput, stepInput } from './step-input.js';
export { refuseEdge, validateGraph, type Catalog } from './validate-graph.js';
