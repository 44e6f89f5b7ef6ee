import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import {
  makeEmbeddedFixture,
  postmasterOf,
  query,
  startQuietly,
  type EmbeddedFixture,
} from './support/embedded-fixture.js';
import { compileLauncher, startOwner, type OwnerReport } from './support/embedded-launcher.js';

const isRoot = process.getuid?.() === 0;
/** `daemon`, an account that every system has. */
const ORDINARY_USER = 1;

describe(startEmbeddedPostgres.name, () => {
  let fixture: EmbeddedFixture;
  beforeAll(async () => {
    fixture = await makeEmbeddedFixture();
  });
  afterAll(() => fixture.remove());

  it('keeps the data from one start to the next', async () => {
    const dataDir = fixture.newDataDir();
    const first = await startQuietly(dataDir);
    await query(first, "CREATE TABLE kept AS SELECT 'ünï' AS word");
    await first.stop();
    const second = await startQuietly(dataDir);
    expect(await query(second, 'SELECT word FROM kept')).toEqual([{ word: 'ünï' }]);
    await second.stop();
  });

  it('commits durably, in UTF-8, and listens on no network port', async () => {
    const database = await startQuietly(fixture.newDataDir());
    const [settings] = await query(
      database,
      `SELECT current_setting('synchronous_commit') AS commit, current_setting('fsync') AS fsync,
              current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses`,
    );
    expect(settings).toEqual({ commit: 'on', fsync: 'on', encoding: 'UTF8', addresses: '' });
    expect((await stat(database.socketDir)).mode & 0o777).toBe(0o700);
    await database.stop();
    await expect(stat(database.socketDir)).rejects.toThrow('ENOENT');
  });

  it('runs two instances side by side', async () => {
    const databases = await Promise.all([startQuietly(fixture.newDataDir()), startQuietly(fixture.newDataDir())]);
    await Promise.all(databases.map((database, index) => query(database, `CREATE TABLE mine AS SELECT ${index} AS n`)));
    expect(await Promise.all(databases.map((database) => query(database, 'SELECT n FROM mine')))).toEqual([
      [{ n: 0 }],
      [{ n: 1 }],
    ]);
    await Promise.all(databases.map((database) => database.stop()));
  });

  it('refuses a second instance on the same data directory and leaves the first one alone', async () => {
    const dataDir = fixture.newDataDir();
    const first = await startQuietly(dataDir);
    const second = await startOwner(fixture.launcher, dataDir);
    await second.ended;
    expect(second.error).toMatch(new RegExp(`^Another Eventloom \\(process ${process.pid}\\) is running on .*$`));
    await expect(startQuietly(dataDir)).rejects.toThrow('Another Eventloom');
    expect(await query(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it('lets only one of several that start at the same moment have a new data directory', async () => {
    const dataDir = fixture.newDataDir();
    const reports = await Promise.all([1, 2, 3].map(() => startOwner(fixture.launcher, dataDir)));
    expect(reports.filter(({ address }) => address)).toHaveLength(1);
    expect(reports.flatMap(({ error }) => error ?? [])).toEqual([
      expect.stringContaining('Another Eventloom'),
      expect.stringContaining('Another Eventloom'),
    ]);
    for (const { owner, ended } of reports) {
      owner.kill('SIGTERM');
      await ended;
    }
  });

  it('refuses data of another PostgreSQL version in one clear line', async () => {
    const dataDir = fixture.newDataDir();
    await (await startQuietly(dataDir)).stop();
    await writeFile(path.join(dataDir, 'postgres/PG_VERSION'), '12\n');
    await expect(startQuietly(dataDir)).rejects.toThrow(
      /^The database was made by PostgreSQL 12, and only version \d+ .*$/,
    );
  });

  it('makes the database anew when the first attempt was cut off', async () => {
    const dataDir = fixture.newDataDir();
    await mkdir(path.join(dataDir, 'postgres.new-1/base'), { recursive: true });
    const database = await startQuietly(dataDir);
    await expect(stat(path.join(dataDir, 'postgres.new-1'))).rejects.toThrow('ENOENT');
    await database.stop();
  });

  it('names the data directory that it cannot make', async () => {
    const file = path.join(fixture.dir, 'a-file');
    await writeFile(file, '');
    await expect(startQuietly(path.join(file, 'data'))).rejects.toThrow(
      /^The data directory .*a-file\/data can't be written/,
    );
  });

  describe.runIf(isRoot)('when root is at hand', () => {
    async function asOrdinaryUser(dataDir: string): Promise<OwnerReport> {
      const { owner, ended, ...report } = await startOwner(fixture.launcher, dataDir, ORDINARY_USER);
      if (report.address) expect(await query(report.address, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      owner.kill('SIGTERM');
      await ended;
      return report;
    }

    it('runs for an ordinary user, and for root on what that user made', async () => {
      const dataDir = fixture.newDataDir();
      await mkdir(dataDir);
      await chown(dataDir, ORDINARY_USER, ORDINARY_USER);
      expect((await asOrdinaryUser(dataDir)).error).toBeUndefined();
      const database = await startQuietly(dataDir);
      const { uid } = await stat(`/proc/${await postmasterOf(dataDir)}`);
      expect(uid).toBe(ORDINARY_USER);
      await database.stop();
      expect((await asOrdinaryUser(dataDir)).error).toBeUndefined();
    });

    it('does not run the server as root', async () => {
      const dataDir = fixture.newDataDir();
      const database = await startQuietly(dataDir);
      expect((await stat(`/proc/${await postmasterOf(dataDir)}`)).uid).toBe(65534);
      await database.stop();
    });

    it('stays in a data directory that is closed itself, without showing what is in it', async () => {
      const dataDir = fixture.newDataDir();
      await mkdir(dataDir, { mode: 0o700 });
      const database = await startQuietly(dataDir);
      expect(await postmasterOf(dataDir)).toBeGreaterThan(0);
      expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
      await database.stop();
    });

    it("tells an ordinary user whose the database is when it is somebody else's", async () => {
      const dataDir = fixture.newDataDir();
      await (await startQuietly(dataDir)).stop();
      await chown(dataDir, ORDINARY_USER, ORDINARY_USER);
      expect((await asOrdinaryUser(dataDir)).error).toMatch(/^The database in .* belongs to user 65534: start .*$/);
    });

    describe("in a directory that the database's user can't enter", () => {
      let closed: string;
      let launcher: string;
      const places = new Set<string>();

      beforeAll(async () => {
        closed = path.join(fixture.dir, 'closed');
        await mkdir(closed);
        launcher = await compileLauncher(path.join(closed, 'launcher'), 'copied');
        await chmod(closed, 0o700);
      });
      afterAll(async () => {
        for (const place of places) await rm(place, { recursive: true, force: true });
      });

      async function queryOnce(dataDir: string, sql: string): Promise<Record<string, unknown>[]> {
        const { address, owner, ended } = await startOwner(launcher, dataDir);
        const rows = await query(address, sql);
        owner.kill('SIGKILL');
        await ended;
        places.add(await readFile(path.join(dataDir, 'postgres.elsewhere'), 'utf8'));
        return rows;
      }

      it('runs, and finds its data again', async () => {
        const dataDir = path.join(closed, 'data');
        await queryOnce(dataDir, 'CREATE TABLE kept AS SELECT 1 AS n');
        expect(await queryOnce(dataDir, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
      });

      it('keeps the data of a directory that is moved, and shares none with a copy of it', async () => {
        const [original, moved, copy] = ['original', 'moved', 'copy'].map((name) => path.join(closed, name)) as [
          ...[string, string, string],
        ];
        await queryOnce(original, 'CREATE TABLE kept AS SELECT 1 AS n');
        await rename(original, moved);
        expect(await queryOnce(moved, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
        await cp(moved, copy, { recursive: true });
        expect(await queryOnce(copy, "SELECT to_regclass('kept') AS kept")).toEqual([{ kept: null }]);
        expect(await queryOnce(moved, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
      });
    });
  });
});
