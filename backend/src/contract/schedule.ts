import { z } from 'zod';
import { pageSchema, timeSchema } from './paging.js';

/** What is done about the times that fell into a stop of the whole installation. */
export const catchUpSchema = z.enum(['skip', 'last', 'all']);

/** The schedule of a published workflow. It has either `cron` or `everyMs`. */
export const scheduleSchema = z
  .object({
    id: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    nodeId: z.string(),
    label: z.string().optional(),
    cron: z.string().optional(),
    everyMs: z.number().optional(),
    /** The same in words, where there are any for it. */
    sentence: z.string().optional(),
    timezone: z.string(),
    catchUp: catchUpSchema,
    paused: z.boolean(),
    /** The next five; none while it is paused. */
    nextFires: z.array(timeSchema),
    lastFiredAt: timeSchema.nullable(),
  })
  .meta({ id: 'Schedule' });
export const schedulePageSchema = pageSchema(scheduleSchema).meta({ id: 'SchedulePage' });

/** Body of `POST /schedules/preview`: the parameters of a `schedule` node that tell when. */
export const previewScheduleSchema = z
  .object({ cron: z.json().optional(), everyMs: z.json().optional(), timezone: z.json().optional() })
  .meta({ id: 'PreviewSchedule' });

export const schedulePreviewSchema = z
  .object({ nextFires: z.array(timeSchema), sentence: z.string().optional() })
  .meta({ id: 'SchedulePreview' });

export type CatchUp = z.infer<typeof catchUpSchema>;
export type Schedule = z.infer<typeof scheduleSchema>;
export type PreviewSchedule = z.infer<typeof previewScheduleSchema>;
export type SchedulePreview = z.infer<typeof schedulePreviewSchema>;
