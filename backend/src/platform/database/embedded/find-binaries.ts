import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { runs, type Identity } from './run-program.js';

export interface Binaries {
  /** Holds `initdb` and `postgres`. */
  binDir: string;
  majorVersion: number;
}

const SYSTEM_ROOT = '/usr/lib/postgresql';
const COPIES_ROOT = '/var/lib';

/**
 * Finds PostgreSQL's programs: those that npm installed, else those of the system.
 * @param wantedMajor the version an existing database was made by; only that one can read its files
 * @throws EmbeddedPostgresError if there are none that this machine can run, or none of that version
 */
export async function findBinaries(identity: Identity, wantedMajor?: number): Promise<Binaries> {
  const found: Binaries[] = [];
  for (const find of [findNpmBinaries, findSystemBinaries]) {
    for (const binaries of await find(identity)) {
      if (wantedMajor === undefined || binaries.majorVersion === wantedMajor) return binaries;
      found.push(binaries);
    }
  }
  if (found[0]) {
    throw new EmbeddedPostgresError(
      `The database was made by PostgreSQL ${wantedMajor}, and only version ${found[0].majorVersion} is installed: ` +
        `install PostgreSQL ${wantedMajor}, or move the data with its pg_dump`,
    );
  }
  throw new EmbeddedPostgresError(
    `No PostgreSQL for ${process.platform}-${process.arch}: npm installed none that runs here and ${SYSTEM_ROOT} has none; ` +
      'install PostgreSQL 14 or newer, or set DATABASE_URL',
  );
}

async function findNpmBinaries(identity: Identity): Promise<Binaries[]> {
  let native: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    native = path.resolve(path.dirname(entry), '../native');
  } catch {
    return [];
  }
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string };
  await restoreSymlinks(native);
  const majorVersion = Number.parseInt(version, 10);
  const binDir = path.join(native, 'bin');
  if (await canRun(binDir, identity)) return [{ binDir, majorVersion }];
  if (!identity || !(await canRun(binDir))) return [];
  return [{ binDir: await copyWithinReach(native, version), majorVersion }];
}

async function findSystemBinaries(identity: Identity): Promise<Binaries[]> {
  const versions = (await readdir(SYSTEM_ROOT).catch(() => [])).map(Number).filter((version) => version >= 14);
  const candidates = versions
    .sort((a, b) => b - a)
    .map((majorVersion) => ({ majorVersion, binDir: path.join(SYSTEM_ROOT, String(majorVersion), 'bin') }));
  const usable = await Promise.all(candidates.map(({ binDir }) => canRun(binDir, identity)));
  return candidates.filter((_, index) => usable[index]);
}

async function canRun(binDir: string, identity?: Identity): Promise<boolean> {
  const [server, initdb] = await Promise.all([
    runs(path.join(binDir, 'postgres'), ['--version'], identity),
    runs(path.join(binDir, 'initdb'), ['--version'], identity),
  ]);
  return server && initdb;
}

/** npm packages can't hold symlinks; the package's own install script, which makes them, may have been turned off. */
async function restoreSymlinks(native: string): Promise<void> {
  const list = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  await Promise.all(
    list.map(({ source, target }) =>
      symlink(
        path.relative(path.dirname(target), source),
        path.join(native, path.relative('native', target)),
        // What is there already stays; where nothing may be written the server's start says what is missing.
      ).catch(() => undefined),
    ),
  );
}

/** Copies the programs to where the database's user reaches them; one copy serves every clone with that version. */
async function copyWithinReach(native: string, version: string): Promise<string> {
  const copy = path.join(COPIES_ROOT, `eventloom-postgres-${version}`);
  const existing = await readdir(path.join(copy, 'bin')).catch(() => undefined);
  if (!existing) {
    await mkdir(COPIES_ROOT, { recursive: true });
    const unfinished = await mkdtemp(`${copy}.`);
    await cp(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    // Another start may have been faster: then its copy is as good as ours.
    await rename(path.join(unfinished, 'native'), copy).catch(() => undefined);
    await rm(unfinished, { recursive: true, force: true });
  }
  return path.join(copy, 'bin');
}
