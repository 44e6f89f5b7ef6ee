import { z } from 'zod';
import { pageSchema, timeSchema } from './paging.js';

/** No output that is pinned may be larger, nor all those of one workflow; bytes of JSON. */
export const MAX_PIN_BYTES = 256 * 1024;
export const MAX_PINS_BYTES = 1024 * 1024;

/** What stands in for a step in a test: its output, and the port that the run goes on by where it has several. */
export const pinSchema = z.object({ output: z.json(), port: z.string().max(100).optional() }).meta({ id: 'Pin' });

/** Pins by node id. */
export const pinsSchema = z.record(z.string().max(100), pinSchema);

/** A pin as it is kept with the draft: no part of its graph, and never published. */
export const keptPinSchema = pinSchema.extend({ nodeId: z.string(), pinnedAt: timeSchema }).meta({ id: 'KeptPin' });
export const keptPinPageSchema = pageSchema(keptPinSchema).meta({ id: 'KeptPinPage' });

/** Where a step of a loop is tested: the item, and its index. */
export const loopPlaceSchema = z.object({ item: z.json(), index: z.int().min(0) });

/** What a test was asked to do; a run that has it is a test. */
export const runTestSchema = z
  .object({
    /** Only what leads to this node ran, and the node itself. */
    target: z.string().optional(),
    /** This node alone ran. */
    only: z.string().optional(),
    /** The nodes whose outputs were given instead of performed. */
    pinned: z.array(z.string()),
  })
  .meta({ id: 'RunTest' });

export type Pin = z.infer<typeof pinSchema>;
export type Pins = z.infer<typeof pinsSchema>;
export type KeptPin = z.infer<typeof keptPinSchema>;
export type LoopPlace = z.infer<typeof loopPlaceSchema>;
export type RunTest = z.infer<typeof runTestSchema>;
