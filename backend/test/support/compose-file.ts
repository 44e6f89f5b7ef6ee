import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** The project's root, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const serviceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  deploy: z.object({ replicas: z.number() }).optional(),
});

const composeSchema = z.object({ services: z.record(z.string(), serviceSchema) });

export type ComposeService = z.infer<typeof serviceSchema>;

/** The services of docker-compose.yml, its anchors resolved and its variables not. */
export async function readComposeServices(): Promise<Record<string, ComposeService>> {
  const text = await readFile(`${ROOT}docker-compose.yml`, 'utf8');
  return composeSchema.parse(parse(text, { merge: true })).services;
}

/**
 * Fills `${NAME:?message}` and `${NAME:-default}` in, as Compose does.
 * @throws Error with the message if a variable that must be set is not
 */
export function interpolate(text: string, variables: Record<string, string>): string {
  return text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, operator: string, rest: string) => {
    const value = variables[name];
    if (value) return value;
    if (operator === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

/** The instructions of the Dockerfile with their arguments, in order. */
export async function readDockerfile(): Promise<{ instruction: string; rest: string }[]> {
  const lines = (await readFile(`${ROOT}Dockerfile`, 'utf8')).split('\n').filter((line) => /^[A-Z]+ /.test(line));
  return lines.map((line) => ({ instruction: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
}
