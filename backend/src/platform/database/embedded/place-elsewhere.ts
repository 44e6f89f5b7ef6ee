import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const ROOM = '/var/lib';
/** In the data directory: where its database is. */
const POINTER = 'postgres.elsewhere';
/** Beside the database: whose it is. */
const ORIGIN = 'data-dir';

/**
 * Makes, or finds again, the directory under /var/lib that stands for a data directory whose database can't be in it.
 * A data directory that was moved keeps its database; one that was copied gets a new one, as the first copy has it.
 * @param home the data directory, an absolute, real path
 */
export async function placeElsewhere(home: string): Promise<string> {
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const elsewhere = path.join(ROOM, `eventloom-${key}`);
  const known = await read(path.join(home, POINTER));
  if (known && known !== elsewhere && !(await exists(elsewhere)) && (await hasLostItsHome(known))) {
    await rename(known, elsewhere);
  }
  await mkdir(elsewhere, { recursive: true, mode: 0o711 });
  await writeFile(path.join(elsewhere, ORIGIN), home);
  await writeFile(path.join(home, POINTER), elsewhere);
  return elsewhere;
}

async function hasLostItsHome(elsewhere: string): Promise<boolean> {
  const home = await read(path.join(elsewhere, ORIGIN));
  return home !== undefined && !(await exists(path.join(home, POINTER)));
}

function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
