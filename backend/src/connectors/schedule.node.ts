import { z } from 'zod';
import { catchUpSchema } from '../contract/index.js';
import { defineTrigger } from './define-node.js';
import { problemOf } from './problem-of.js';
import { cronError, isTimezone, nextFires } from './schedule-times.js';

const SHORTEST_MS = 1000;
const LONGEST_MS = 365 * 24 * 3_600_000;

/** Any time will do: whether it ever fires does not depend on when one asks, and leap days come within eight years. */
const neverFires = (cron: string) => nextFires({ cron, timezone: 'UTC' }, new Date(0), 1).length === 0;

const parameters = z
  .object({
    cron: z
      .string()
      .max(200)
      .refine(
        (cron) => cron === '' || cronError(cron) === undefined,
        problemOf('CRON_INVALID', (cron) => cronError(String(cron)) ?? ''),
      )
      .refine(
        (cron) => cron === '' || cronError(cron) !== undefined || !neverFires(cron),
        problemOf('CRON_NEVER_FIRES', 'no day will ever be like this'),
      )
      .optional()
      .meta({
        title: 'When',
        description: 'Minute, hour, day of month, month, weekday; six fields begin with seconds',
        control: 'cron',
        placeholder: '0 9 * * 1-5',
      }),
    everyMs: z
      .number()
      .refine((ms) => ms >= SHORTEST_MS, problemOf('INTERVAL_TOO_SHORT', 'a second (1000) is the shortest interval'))
      .refine((ms) => ms < SHORTEST_MS || Number.isInteger(ms), 'a whole number of milliseconds is needed')
      .refine((ms) => ms <= LONGEST_MS, 'a year is the longest interval')
      .optional()
      .meta({
        title: 'Every (ms)',
        description: 'Even steps instead, counted from when the workflow was published',
        control: 'duration',
        placeholder: '60000',
      }),
    timezone: z
      .string()
      .max(100)
      .refine(isTimezone, problemOf('TZ_UNKNOWN', 'there is no such time zone; names are like Europe/Berlin'))
      .default('UTC')
      .meta({
        title: 'Time zone',
        description: 'Whose clock “When” goes by',
        control: 'text',
        placeholder: 'Europe/Berlin',
      }),
    catchUp: catchUpSchema.default('skip').meta({
      title: 'After a stop',
      description: 'Of the times that were missed: skip them, run once for the last, or run for all (100 at most)',
      control: 'select',
    }),
  })
  .refine(({ cron, everyMs }) => Boolean(cron) || everyMs !== undefined, {
    ...problemOf('PARAM_REQUIRED', 'a cron expression is needed, or an interval in "everyMs"'),
    path: ['cron'],
  })
  .refine(({ cron, everyMs }) => !cron || everyMs === undefined, {
    ...problemOf('PARAM_INVALID', 'either this or "cron" can be given, not both'),
    path: ['everyMs'],
  });

export type ScheduleParams = z.infer<typeof parameters>;

export const schedule = defineTrigger<ScheduleParams>({
  type: 'schedule',
  kind: 'trigger',
  tone: 'trigger',
  title: 'Schedule',
  description: 'Starts at set times, by the calendar or in even steps.',
  group: 'Triggers',
  icon: 'calendar-clock',
  keywords: ['cron', 'timer', 'every', 'daily', 'hourly', 'interval', 'clock'],
  parameters,
  defaults: { cron: '0 9 * * *', timezone: 'UTC' },
  bind: () => null,
  sample: () => ({ dueAt: new Date().toISOString() }),
});
