import { z } from 'zod';

/** A place at which less is shown than there is; `size` counts all characters of the text there, or all items or fields. */
export const dataCutSchema = z.object({ pointer: z.string(), size: z.int() }).meta({ id: 'DataCut' });

/** Tells of a value that it is shown in part. */
export const dataPreviewSchema = z
  .object({
    /** How long the whole is as JSON. */
    bytes: z.int(),
    /** Where the whole is, by `pointer` and `offset`, or with `download` as a file. */
    ref: z.string(),
    /** Empty if no value is beside it: the run had no room left. */
    cuts: z.array(dataCutSchema),
  })
  .meta({ id: 'DataPreview' });

/** Query of `GET /runs/:id/steps/:nodeId/data`. */
export const stepDataQuerySchema = z.object({
  part: z.enum(['input', 'output']).default('output'),
  iteration: z.string().max(200).optional(),
  pointer: z
    .string()
    .max(10_000)
    .regex(/^(\/([^~]|~[01])*)?$/, 'is no JSON pointer')
    .default('')
    .describe('a JSON pointer into the data'),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('so many characters, items or fields of it are left out at its beginning'),
  download: z.string().optional().describe('the whole of it as a file'),
});

/** A part of the data of a step; the pointers of `cuts` start at the root of the data. */
export const stepDataSchema = z
  .object({ value: z.json(), bytes: z.int(), cuts: z.array(dataCutSchema) })
  .meta({ id: 'StepData' });

export type DataCut = z.infer<typeof dataCutSchema>;
export type DataPreview = z.infer<typeof dataPreviewSchema>;
export type StepDataQuery = z.infer<typeof stepDataQuerySchema>;
export type StepData = z.infer<typeof stepDataSchema>;
