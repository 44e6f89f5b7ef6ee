import { access } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../src/platform/config.js';
import { interpolate, readComposeServices, readDockerfile, ROOT, type ComposeService } from './support/compose-file.js';
import { startProgram, type RunningProgram } from './support/program.js';
import { findFreePort, startPostgresServer, startRedisServer, type TestServer } from './support/servers.js';
import { until } from './support/until.js';

const API_KEY = 'a-key-for-the-test-of-docker-compose-0123456789';
const VARIABLES = { POSTGRES_PASSWORD: 'hidden', EVENTLOOM_API_KEY: API_KEY };

function environmentOf(service: ComposeService | undefined): Record<string, string> {
  const entries = Object.entries(service?.environment ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, interpolate(value, VARIABLES)]));
}

describe('Dockerfile', () => {
  it('copies only what the repository has, and runs what it builds', async () => {
    const instructions = await readDockerfile();
    const copied = instructions
      .filter(({ instruction, rest }) => instruction === 'COPY' && !rest.startsWith('--from'))
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(0);
    for (const file of copied) await expect(access(ROOT + file)).resolves.toBeUndefined();
    expect(instructions.at(-1)).toEqual({ instruction: 'CMD', rest: '["node", "backend/dist/main.js"]' });
  });

  it('sets only what the program can be configured with', async () => {
    const [environment] = (await readDockerfile()).filter(({ instruction }) => instruction === 'ENV');
    const variables = Object.fromEntries(environment?.rest.split(' ').map((pair) => pair.split('=')) ?? []) as Record<
      string,
      string
    >;
    expect(loadConfig(variables)).toMatchObject({ host: '0.0.0.0', port: 3000, dataDir: '/data' });
  });
});

describe('docker-compose.yml', () => {
  let services: Record<string, ComposeService>;
  beforeAll(async () => {
    services = await readComposeServices();
  });

  it('has PostgreSQL, Redis, one api and two workers', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'redis', 'worker']);
    expect(services['api']?.deploy).toBeUndefined();
    expect(services['worker']?.deploy?.replicas).toBe(2);
    expect(loadConfig(environmentOf(services['api'])).role).toBe('api');
    expect(loadConfig(environmentOf(services['worker'])).role).toBe('worker');
  });

  it('holds no secret, and asks for the one it needs', () => {
    const values = Object.values(services).flatMap(({ environment }) => Object.entries(environment));
    for (const [, value] of values.filter(([name]) => /PASSWORD|KEY/.test(name)))
      expect(value).toMatch(/^\$\{\w+:[?-]/);
    expect(() => interpolate(services['postgres']?.environment['POSTGRES_PASSWORD'] ?? '', {})).toThrow(
      'POSTGRES_PASSWORD: set POSTGRES_PASSWORD',
    );
  });

  it('keeps the queue over a restart and never drops a job', () => {
    expect(services['redis']?.command).toEqual([
      ...['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
    ]);
  });

  describe('its commands', () => {
    let postgres: TestServer;
    let redis: TestServer;
    let url: string;
    const programs: RunningProgram[] = [];

    /** Runs the service's own command with its own environment, but for the addresses. */
    function run(name: 'api' | 'worker', port: number): RunningProgram {
      const [command = '', ...args] = services[name]?.command ?? [];
      const addresses = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, HOST: '127.0.0.1', PORT: String(port) };
      const program = startProgram([command, ...args], {
        cwd: ROOT,
        env: { ...environmentOf(services[name]), ...addresses },
      });
      programs.push(program);
      return program;
    }

    async function api<Body>(method: string, path: string, body?: unknown): Promise<Body> {
      const answer = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as Body;
    }

    beforeAll(async () => {
      const build = new URL('../../scripts/lib/build.mjs', import.meta.url);
      await ((await import(build.href)) as { ensureBuilt(name: string): Promise<void> }).ensureBuilt('backend');
      [postgres, redis] = await Promise.all([
        startPostgresServer(),
        startRedisServer(services['redis']?.command?.slice(1)),
      ]);
      const port = await findFreePort();
      url = `http://127.0.0.1:${port}`;
      const server = run('api', port);
      await until(
        'the api is ready',
        () =>
          fetch(`${url}/health/ready`).then(
            ({ ok }) => ok,
            () => false,
          ),
        30_000,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${server.output()}`);
      });
    });
    afterAll(async () => {
      for (const program of programs) {
        program.signalGroup('SIGTERM');
        await program.ended;
      }
      await Promise.all([postgres.stop(), redis.stop()]);
    });

    it('take a webhook in the api and run its workflow in a worker', async () => {
      const graph = {
        nodes: [
          { id: 'hook', type: 'webhook', position: { x: 0, y: 0 }, params: { path: 'composed', method: 'POST' } },
          {
            id: 'answer',
            type: 'set',
            position: { x: 200, y: 0 },
            params: { values: { n: '{{ trigger.body.n + 1 }}' } },
          },
        ],
        edges: [{ id: 'e1', source: 'hook', target: 'answer' }],
      };
      const { id } = await api<{ id: string }>('POST', '/api/v1/workflows', { name: 'Composed', graph });
      await api('POST', `/api/v1/workflows/${id}/publish`);
      const { runId } = await api<{ runId: string }>('POST', '/hooks/composed', { n: 41 });
      const readRun = () => api<{ status: string; steps: { output: unknown }[] }>('GET', `/api/v1/runs/${runId}`);
      // Nobody works runs off yet: an api takes in and shows, and leaves the doing to others.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await readRun()).status).toBe('queued');

      const workers = [run('worker', 0), run('worker', 0)];
      const run1 = await until(
        'the run ends',
        async () => {
          const seen = await readRun();
          return seen.status !== 'queued' && seen.status !== 'running' && seen;
        },
        30_000,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${workers.map((worker) => worker.output()).join('\n')}`);
      });
      expect(run1.status).toBe('succeeded');
      expect(run1.steps.at(-1)?.output).toEqual({ n: 42 });
    });
  });
});
