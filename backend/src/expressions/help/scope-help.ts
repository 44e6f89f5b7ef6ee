import type { ScopeName } from '../scope.js';

/** What each name in scope means. */
export const SCOPE_HELP: Record<ScopeName, string> = {
  trigger: 'The output of the trigger that began the run.',
  event: 'The event of the run, a CloudEvents envelope: event.type, event.subject, event.data …',
  input: 'The output of the step before; after several, an object by step.',
  steps: 'The output of every step by its id: steps.order.total, and steps.order.error after a failure.',
  item: 'The item of this round, inside a loop.',
  index: 'The number of this round from 0, inside a loop.',
  candidate: 'The event that is looked at, in the conditions of a step that waits for one.',
  vars: 'The variables of the workspace.',
  workflow: 'The workflow: workflow.id and workflow.name.',
  run: 'The run: run.id, run.attempt, and run.idempotencyKey, the same for every attempt of a step.',
  now: 'The moment at which the step began, a date.',
};
