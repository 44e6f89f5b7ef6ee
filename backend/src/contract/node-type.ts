import { z } from 'zod';

/** The four shapes of a node on the canvas; shape is role. */
export const nodeKindSchema = z.enum(['trigger', 'topic', 'action', 'logic']);

/** The colour of a node's icon tile. */
export const nodeToneSchema = z.enum(['trigger', 'topic', 'action', 'logic', 'code', 'human']);

/** The control that the form draws for a parameter; it rides along in the parameter's JSON Schema as `control`. */
export const controlSchema = z.enum([
  'text',
  'textarea',
  'number',
  'switch',
  'select',
  'key-value',
  'conditions',
  'json',
  'code',
  'topic',
  'rules',
  'cron',
  'workflow',
  'duration',
]);

/** A node type as the palette, the form and the validation of the editor see it. */
export const nodeManifestSchema = z
  .object({
    type: z.string(),
    kind: nodeKindSchema,
    tone: nodeToneSchema,
    title: z.string(),
    description: z.string(),
    group: z.string(),
    /** The name of a Lucide icon, in kebab-case. */
    icon: z.string(),
    /** Whether it touches the world, so that trying it out does too. */
    effect: z.boolean(),
    /** Other words a person may search for. */
    keywords: z.array(z.string()),
    ports: z.object({
      /** Whether an edge may end here: a trigger has no input. */
      input: z.boolean(),
      outputs: z.array(z.object({ name: z.string(), title: z.string() })),
      /** A parameter that holds a list; each item's `field` names one more way out, before those of `outputs`. */
      outputsFrom: z.object({ param: z.string(), field: z.string() }).optional(),
    }),
    /** JSON Schema 2020-12 of `params`; each property may carry `title`, `description`, `control`, `placeholder`. */
    parameters: z.record(z.string(), z.unknown()),
    /** Parameters that are taken as they stand: `{{ }}` in them means nothing. */
    literal: z.array(z.string()),
    /** What a new node starts with. */
    defaults: z.record(z.string(), z.json()),
  })
  .meta({ id: 'NodeManifest' });

export const nodeManifestListSchema = z
  .object({ items: z.array(nodeManifestSchema), nextCursor: z.null() })
  .meta({ id: 'NodeManifestList' });

export type NodeKind = z.infer<typeof nodeKindSchema>;
export type NodeTone = z.infer<typeof nodeToneSchema>;
export type Control = z.infer<typeof controlSchema>;
export type NodeManifest = z.infer<typeof nodeManifestSchema>;
