/** How it is written, what it does in a line, an example, and what that gives as JSON. */
export type HelpEntry = readonly [signature: string, description: string, example: string, result: string];
