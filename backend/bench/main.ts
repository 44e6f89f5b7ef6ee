import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missingFor } from './backing.js';
import { toTable, type Figure } from './figures.js';
import { BACKINGS, readOptions, type BenchOptions } from './options.js';
import { profileScenario } from './profile/profile-scenario.js';
import { backlog } from './scenarios/backlog.js';
import { editor } from './scenarios/editor.js';
import { expressions } from './scenarios/expressions.js';
import { fanOut } from './scenarios/fan-out.js';
import { history } from './scenarios/history.js';
import { latency } from './scenarios/latency.js';
import { orderedEvents } from './scenarios/ordered.js';
import { prune } from './scenarios/prune.js';
import { replay } from './scenarios/replay.js';
import type { BenchRun, Scenario } from './scenarios/scenario.js';
import { start } from './scenarios/start.js';
import { WEBHOOK_SCENARIOS } from './scenarios/webhooks.js';

const SCENARIOS: readonly Scenario[] = [
  ...[start, expressions],
  ...WEBHOOK_SCENARIOS,
  ...[latency, fanOut, orderedEvents, replay, backlog, history, prune, editor],
];

/** `npm run bench [-- scenario ... --options]`: one table, and the same as JSON. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const unknown = options.scenarios.find((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no "${unknown}", only ${SCENARIOS.map(({ name }) => name).join(', ')}`);
  if (options.profile) return await profileAll(options);
  const { figures, failures } = await measureAll(options);
  process.stdout.write(`\n${toTable(figures)}\n`);
  await mkdir('bench-results', { recursive: true });
  const path = join('bench-results', `${new Date().toISOString().replaceAll(':', '-')}.json`);
  await writeFile(path, JSON.stringify({ node: process.version, options, figures, failures }, null, 2));
  process.stdout.write(`\n${failures.join('\n')}\n${path}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

async function measureAll(options: BenchOptions): Promise<{ figures: Figure[]; failures: string[] }> {
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const [scenario, run] of plan(options)) {
    const place = scenario.once ? scenario.name : `${scenario.name} on ${run.backing}`;
    process.stdout.write(`${place} ...\n`);
    try {
      const measured = await scenario.measure(run);
      process.stdout.write(`${toTable(measured)}\n`);
      figures.push(...measured);
    } catch (error) {
      failures.push(`${place} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { figures, failures };
}

async function profileAll(options: BenchOptions): Promise<void> {
  for (const [scenario, run] of plan(options)) process.stdout.write(`${await profileScenario(scenario.name, run)}\n`);
}

/** Every scenario on every backing that can be had here; those that cannot are named. */
function plan(options: BenchOptions): [Scenario, BenchRun][] {
  const wanted = SCENARIOS.filter(({ name }) => options.scenarios.length === 0 || options.scenarios.includes(name));
  return options.backings.flatMap((backing) => {
    const missing = missingFor(backing);
    if (missing.length > 0) {
      process.stdout.write(`left out: ${backing} (not installed: ${missing.join(', ')})\n`);
      return [];
    }
    return wanted
      .filter(({ once }) => !once || backing === (options.backings[0] ?? BACKINGS[0]))
      .map((scenario): [Scenario, BenchRun] => [scenario, { backing, options }]);
  });
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
