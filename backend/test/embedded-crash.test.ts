import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processStartTime } from '../src/platform/database/embedded/running-process.js';
import {
  makeEmbeddedFixture,
  postmasterOf,
  query,
  startQuietly,
  type EmbeddedFixture,
} from './support/embedded-fixture.js';
import { startOwner } from './support/embedded-launcher.js';
import { until } from './support/until.js';

const isAlive = async (pid: number): Promise<boolean> => (await processStartTime(pid)) !== undefined;

describe('the embedded database, when something is killed', () => {
  let fixture: EmbeddedFixture;
  beforeAll(async () => {
    fixture = await makeEmbeddedFixture();
  });
  afterAll(() => fixture.remove());

  it('takes the server along when its owner is killed, and starts again at once', async () => {
    const dataDir = fixture.newDataDir();
    const { address, owner, ended } = await startOwner(fixture.launcher, dataDir);
    await query(address, 'CREATE TABLE kept AS SELECT 1 AS n');
    const server = await postmasterOf(dataDir);
    owner.kill('SIGKILL');
    await ended;
    const next = await startQuietly(dataDir);
    expect(await isAlive(server)).toBe(false);
    expect(await query(next, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await next.stop();
  });

  it('ends the server within two seconds of its owner being killed, with no next start', async () => {
    const dataDir = fixture.newDataDir();
    const { address, owner, ended } = await startOwner(fixture.launcher, dataDir);
    const server = await postmasterOf(dataDir);
    owner.kill('SIGKILL');
    await ended;
    await until('the server has ended', async () => !(await isAlive(server)), 2_000);
    await until(
      'its socket is gone',
      () =>
        stat(address?.socketDir ?? '').then(
          () => false,
          () => true,
        ),
      2_000,
    );
  });

  it('ends a server that lost its owner and its watchdog, and takes over its data', async () => {
    const dataDir = fixture.newDataDir();
    const { address, owner, ended } = await startOwner(fixture.launcher, dataDir);
    await query(address, 'CREATE TABLE kept AS SELECT 1 AS n');
    const server = await postmasterOf(dataDir);
    const watchdogs = await watchdogsOf(server);
    expect(watchdogs.length).toBe(2);
    for (const pid of watchdogs) process.kill(pid, 'SIGKILL');
    owner.kill('SIGKILL');
    await ended;
    expect(await isAlive(server)).toBe(true);
    const next = await startQuietly(dataDir);
    expect(await isAlive(server)).toBe(false);
    expect(await query(next, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await next.stop();
  });

  it('starts the server again when it is killed, at the same address', async () => {
    const dataDir = fixture.newDataDir();
    const database = await startQuietly(dataDir);
    await query(database, 'CREATE TABLE kept AS SELECT 1 AS n');
    const killed = await postmasterOf(dataDir);
    process.kill(killed, 'SIGKILL');
    const rows = await until('the database answers again', () =>
      query(database, 'SELECT n FROM kept').catch(() => undefined),
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect(await postmasterOf(dataDir)).not.toBe(killed);
    await database.stop();
  });

  it('stops for good while it is starting the server again', async () => {
    const dataDir = fixture.newDataDir();
    const database = await startQuietly(dataDir);
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await database.stop();
    const next = await startQuietly(dataDir);
    expect(await query(next, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it("touches no process of somebody else's that a stale pid file names", async () => {
    const dataDir = fixture.newDataDir();
    await (await startQuietly(dataDir)).stop();
    const bystander = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {});
    const stale = `${bystander.pid}\n${path.join(dataDir, 'postgres')}\n`;
    await writeFile(path.join(dataDir, 'postgres/postmaster.pid'), stale);
    const next = await startQuietly(dataDir);
    expect(bystander.exitCode).toBeNull();
    expect(bystander.signalCode).toBeNull();
    await next.stop();
    bystander.kill();
    await once(bystander, 'exit');
  });
});

/** The shell that waits for the server to end, and its part that waits for the owner to end. */
async function watchdogsOf(server: number): Promise<number[]> {
  const children = async (pid: number): Promise<number[]> =>
    (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
  const parent = Number((await readFile(`/proc/${server}/stat`, 'utf8')).split(') ')[1]?.split(' ')[1]);
  return [parent, ...(await children(parent)).filter((pid) => pid !== server)];
}
