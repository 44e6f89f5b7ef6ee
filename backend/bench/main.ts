import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measureAccept, measurePipeline, measureStarts, type Figure } from './scenarios.js';

/** `npm run bench [-- seconds]`: every scenario on the embedded database, a table, and the same as JSON. */
async function main(): Promise<void> {
  const milliseconds = Number(process.argv[2] ?? 10) * 1000;
  const figures = [
    ...(await measureStarts()),
    ...(await measureAccept(milliseconds)),
    ...(await measurePipeline(milliseconds)),
  ];
  process.stdout.write(`${toTable(figures)}\n`);
  await mkdir('bench-results', { recursive: true });
  const path = join('bench-results', `${new Date().toISOString().replaceAll(':', '-')}.json`);
  await writeFile(path, JSON.stringify({ node: process.version, figures }, null, 2));
  process.stdout.write(`\n${path}\n`);
}

function toTable(figures: Figure[]): string {
  return figures
    .map(
      ({ scenario, figure, value, unit }) =>
        `${scenario.padEnd(10)} ${figure.padEnd(40)} ${String(value).padStart(8)} ${unit}`,
    )
    .join('\n');
}

await main();
