import { z } from 'zod';
import { defineAction } from './define-node.js';

const parameters = z.object({
  workflowId: z
    .string()
    .min(1, 'a workflow is required')
    .max(100)
    .meta({ title: 'Workflow', description: 'A published one', control: 'workflow' }),
  payload: z.unknown().optional().meta({ title: 'Payload', description: 'What its trigger puts out', control: 'json' }),
  wait: z
    .boolean()
    .default(true)
    .meta({ title: 'Wait for its end', description: 'And go on with its last output', control: 'switch' }),
});

export const subWorkflow = defineAction<z.infer<typeof parameters>>({
  type: 'sub-workflow',
  kind: 'action',
  tone: 'action',
  title: 'Run a workflow',
  description: 'Starts another workflow, and goes on with its last output.',
  group: 'Logic',
  icon: 'workflow',
  keywords: ['call', 'child', 'subflow', 'execute', 'reuse', 'function'],
  parameters,
  defaults: { payload: '{{ input }}', wait: true },
  effect: true,
  perform: async ({ params: { workflowId, payload = null, wait }, idempotencyKey, services }) => {
    const child = await services.startRun({ workflowId, payload, key: idempotencyKey, isAwaited: wait });
    return wait ? { waitFor: { type: 'run', runId: child.runId, workflowId } } : { output: child };
  },
});
