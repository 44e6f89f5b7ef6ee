// npm test: every test there is. Its closing line counts them all: "N passed, N failed[, left out: ...]".
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, FRONTEND, requireNode } from './lib/project.mjs';
import { main, runQuietly, seconds, tool } from './lib/run.mjs';

/** What stands side by side runs side by side; the browser comes when the processors are free. */
const STAGES = [
  [
    { name: 'backend', cwd: BACKEND, args: [] },
    { name: 'frontend', cwd: FRONTEND, args: [] },
  ],
  [{ name: 'browser', cwd: FRONTEND, args: ['--config', 'e2e/vitest.config.ts'] }],
];

requireNode();
await main(async () => {
  try {
    await ensureInstalled();
    await ensureBuilt('backend', 'frontend');
  } catch (error) {
    console.log('0 passed, 1 failed: nothing could be tested');
    throw error;
  }
  const start = Date.now();
  const results = [];
  for (const stage of STAGES) results.push(...(await Promise.all(stage.map(runSuite))));
  const count = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const leftOut = results.flatMap((result) => result.leftOut);
  const failed = count('failed');
  console.log(`\nAll tests took ${seconds(start)}`);
  console.log(
    `${count('passed')} passed, ${failed} failed${leftOut.length > 0 ? `, left out: ${leftOut.join('; ')}` : ''}`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
});

/** Runs one vitest and reads its own report; a run that broke off without one counts as a failure. */
async function runSuite({ name, cwd, args }) {
  const start = Date.now();
  const dir = mkdtempSync(join(tmpdir(), 'eventloom-report-'));
  const report = join(dir, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await runQuietly(tool('vitest'), ['run', ...args, ...reporters], { cwd });
  console.log(`\n===== ${name} (${seconds(start)})\n${output.trimEnd()}`);
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
  rmSync(dir, { recursive: true });
  const tests = files.flatMap((file) => file.assertionResults);
  const countOf = (status) => tests.filter((test) => test.status === status).length;
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = countOf('failed') + brokenFiles.length;
  const skipped = tests.length - countOf('passed') - countOf('failed');
  return {
    passed: countOf('passed'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    leftOut: [
      ...[...output.matchAll(/^left out: (.*)$/gm)].map((match) => match[1]),
      ...(skipped > 0 ? [`${skipped} ${name} tests that do not apply here`] : []),
    ],
  };
}
