// npm run fuzz -- [runs] [seed]: random expressions, many more than `npm test` tries, each time others unless a seed says
// which. What fails prints the same command again.
import { randomInt } from 'node:crypto';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, requireNode } from './lib/project.mjs';
import { main, run, tool } from './lib/run.mjs';

requireNode();
await main(async () => {
  await ensureInstalled();
  const [runs = '100000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
  console.log(`npm run fuzz -- ${runs} ${seed}`);
  const args = ['run', '--project', 'unit', 'src/expressions/fuzz.test.ts'];
  const env = { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed };
  process.exitCode = await run(tool('vitest'), args, { cwd: BACKEND, env });
});
