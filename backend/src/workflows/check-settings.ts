import type { Problem, WorkflowSettings } from '../contract/index.js';
import { bindLimits, limitsOf } from '../broker/flow-limits.js';

const LIMITS = ['concurrency', 'throttle', 'debounce', 'batch'] as const;

/** What is wrong with the settings of a workflow, apart from what its schema refuses. Pointers begin with `/settings`. */
export function checkSettings(settings: WorkflowSettings, isWorkflow: (id: string) => boolean): Problem[] {
  return [
    ...failureProblems(settings, isWorkflow),
    ...gatherProblems(settings),
    ...keyProblems(settings),
    ...searchKeyProblems(settings),
  ];
}

function failureProblems({ onFailure }: WorkflowSettings, isWorkflow: (id: string) => boolean): Problem[] {
  if (!onFailure || isWorkflow(onFailure.workflowId)) return [];
  return [
    {
      code: 'WORKFLOW_NOT_FOUND',
      severity: 'error',
      pointer: '/settings/onFailure/workflowId',
      detail: 'The workflow that is to be started when a run fails does not exist.',
    },
  ];
}

/** Of events that supersede one another there is nothing to gather. */
function gatherProblems({ debounce, batch }: WorkflowSettings): Problem[] {
  if (!debounce || !batch) return [];
  const detail = 'Events can be debounced or gathered into batches, not both.';
  return [{ code: 'PARAM_INVALID', severity: 'error', pointer: '/settings/batch', detail }];
}

/** Keys are evaluated before there is a run: no step has put anything out yet. */
function keyProblems(settings: WorkflowSettings): Problem[] {
  const limits = limitsOf(settings);
  if (!limits) return [];
  const { keys } = bindLimits(limits);
  return LIMITS.flatMap((name): Problem[] => {
    const pointer = `/settings/${name}/key`;
    const { problems, constant } = keys[name];
    if (problems.length > 0) return problems.map((problem) => ({ ...problem, severity: 'error', pointer }));
    if (!constant || !limits[name]?.key) return [];
    const detail =
      'The key holds no expression, so it is the same for all events. Write {{ trigger... }} or {{ event... }}.';
    return [{ code: 'PARAM_INVALID', severity: 'warning', pointer, detail }];
  });
}

/** A name stands for one value of a run. */
function searchKeyProblems({ searchKeys = [] }: WorkflowSettings): Problem[] {
  return searchKeys.flatMap(({ name }, index): Problem[] => {
    if (searchKeys.findIndex((other) => other.name === name) === index) return [];
    const detail = `Two search keys are named "${name}".`;
    return [{ code: 'PARAM_INVALID', severity: 'error', pointer: `/settings/searchKeys/${index}/name`, detail }];
  });
}
