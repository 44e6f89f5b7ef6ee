import type { Problem, WorkflowSettings } from '../contract/index.js';

/** What is wrong with the settings of a workflow, apart from what its schema refuses. Pointers begin with `/settings`. */
export function checkSettings({ onFailure }: WorkflowSettings, isWorkflow: (id: string) => boolean): Problem[] {
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
