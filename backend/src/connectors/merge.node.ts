import { z } from 'zod';
import { MERGE_TYPE } from '../contract/index.js';
import { defineAction } from './define-node.js';

const parameters = z.object({
  mode: z.enum(['all', 'any']).default('all').meta({
    title: 'Wait for',
    description: 'All branches that were taken, or the first that arrives',
    control: 'select',
  }),
});

export const merge = defineAction<z.infer<typeof parameters>>({
  type: MERGE_TYPE,
  kind: 'logic',
  tone: 'logic',
  title: 'Merge',
  description: 'Brings branches together: all of them, or the first that arrives.',
  group: 'Logic',
  icon: 'merge',
  keywords: ['join', 'combine', 'wait', 'branches'],
  parameters,
  defaults: { mode: 'all' },
  effect: false,
  perform: ({ params: { mode }, inputs }) => {
    const all = inputs();
    return { output: mode === 'any' ? Object.values(all)[0] : all };
  },
});
