import { z } from 'zod';

/** What can be written in an expression: a name in scope, or something that can be called. */
export const expressionHelpSchema = z
  .object({
    /** The heading that it stands under. */
    group: z.string(),
    name: z.string(),
    /** How it is written, with its parameters: `list.groupBy(key)`. */
    signature: z.string(),
    description: z.string(),
    /** An expression by itself, without braces. */
    example: z.string().optional(),
    /** What the example gives, as JSON. */
    result: z.string().optional(),
    /** What is put into a field; begins with a dot where it follows a value. */
    snippet: z.string(),
  })
  .meta({ id: 'ExpressionHelp' });

export const expressionHelpListSchema = z
  .object({ items: z.array(expressionHelpSchema), nextCursor: z.null() })
  .meta({ id: 'ExpressionHelpList' });

export type ExpressionHelp = z.infer<typeof expressionHelpSchema>;
