import { execFile } from 'node:child_process';
import { cp, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './support/compose-file.js';
import { startProgram, type RunningProgram } from './support/program.js';
import { findFreePort, makeTempDir } from './support/servers.js';
import { until } from './support/until.js';

const MADE_BY_COMMANDS = new Set(['node_modules', 'dist', 'dist-bench', '.git', '.eventloom', '.cache', 'coverage']);
const API_KEY = 'a-key-for-the-test-of-npm-start-0123456789';

describe('npm start', () => {
  let temp: Awaited<ReturnType<typeof makeTempDir>>;
  let clone: string;
  let port: number;
  const running: RunningProgram[] = [];

  /** Starts it and waits until it is ready; says what it printed if it never is. */
  async function start(command: [string, ...string[]], cwd: string): Promise<RunningProgram> {
    const program = startProgram(command, { cwd, env: { PORT: String(port), EVENTLOOM_API_KEY: API_KEY } });
    running.push(program);
    let ended = false;
    void program.ended.then(() => (ended = true));
    await until('the URL is printed', () => ended || program.output().includes(`http://127.0.0.1:${port}`), 100_000);
    expect(program.output()).toContain(`http://127.0.0.1:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    return program;
  }

  async function stop(program: RunningProgram, interrupt: () => void): Promise<void> {
    const start = Date.now();
    interrupt();
    expect(await program.ended).toBe(0);
    expect(Date.now() - start).toBeLessThan(10_000);
    await expect(stat(path.join(clone, '.eventloom/postgres/postmaster.pid'))).rejects.toThrow('ENOENT');
  }

  async function api(method: string, route: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${route}`, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok).toBe(true);
    return answer.json();
  }

  beforeAll(async () => {
    temp = await makeTempDir();
    clone = path.join(temp.dir, 'clone');
    await cp(ROOT, clone, { recursive: true, filter: (source) => !MADE_BY_COMMANDS.has(path.basename(source)) });
    for (const workspace of ['', 'backend', 'frontend']) await copyPackages(workspace, clone);
    port = await findFreePort();
  });
  afterEach(async () => {
    for (const program of running.splice(0)) {
      program.signalGroup('SIGKILL');
      await program.ended;
    }
  });
  afterAll(() => temp.remove());

  it('builds, serves, stops on Ctrl-C, and the next time does not build and finds its data', async () => {
    const first = await start(['npm', 'start'], clone);
    expect(first.output()).toContain('Building the backend');
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<div id="root">');
    await api('POST', '/workflows', { name: 'Kept' });
    await stop(first, () => first.signalGroup('SIGINT'));
    running.pop();

    const second = await start(['node', path.join(clone, 'scripts/start.mjs')], '/');
    expect(second.output()).not.toMatch(/Building|Installing/);
    expect(await api('GET', '/workflows')).toMatchObject({ items: [{ name: 'Kept' }] });
    await stop(second, () => process.kill(second.pid, 'SIGINT'));
    running.pop();
  });

  it('stops as cleanly when npm alone is told to, as a service manager does', async () => {
    const program = await start(['npm', 'start'], clone);
    await stop(program, () => process.kill(program.pid, 'SIGTERM'));
    running.pop();
  });
});

/** Hard links where the file system allows: thousands of files in a second. */
async function copyPackages(workspace: string, clone: string): Promise<void> {
  const source = path.join(ROOT, workspace, 'node_modules');
  if (!(await stat(source).catch(() => undefined))) return;
  const target = path.join(clone, workspace);
  await mkdir(target, { recursive: true });
  const copy = promisify(execFile);
  await copy('cp', ['-al', source, target]).catch(() => copy('cp', ['-a', source, target]));
}
