import type { z } from 'zod';

/** Reads the text fields of a form by their names. */
export function readForm<Name extends string>(form: HTMLFormElement, names: readonly Name[]): Record<Name, string> {
  const data = new FormData(form);
  const entries = names.map((name) => {
    const value = data.get(name);
    return [name, typeof value === 'string' ? value : ''];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** The first thing wrong with each field, by the contract's schema: the same rules that the server has. */
export function fieldErrors<Name extends string>(
  schema: z.ZodType,
  values: Record<Name, string>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const parsed = schema.safeParse(values);
  const errors: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const issue = parsed.error?.issues.find((candidate) => candidate.path[0] === name);
    if (values[name].trim() === '') errors[name] = `Enter your ${name}`;
    else if (issue) errors[name] = sentence(issue.message);
  }
  return errors;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
