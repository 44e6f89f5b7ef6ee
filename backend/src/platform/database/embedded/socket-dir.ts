import { chmod, chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, type Identity } from './run-program.js';

/** A socket's path is limited to 103 bytes on some systems; this leaves room for our and PostgreSQL's part of it. */
const LONGEST_PARENT = 70;

/**
 * Makes a short-named directory for the server's socket. Its mode, 0700, is all that guards the database: whoever
 * can enter it is let in without a password.
 */
export async function makeSocketDir(identity: Identity): Promise<string> {
  for (const parent of ['/tmp', tmpdir()]) {
    if (parent.length > LONGEST_PARENT) continue;
    const dir = await mkdtemp(path.join(parent, 'eventloom-')).catch(() => undefined);
    if (!dir) continue;
    await chmod(dir, 0o700);
    if (identity) await chown(dir, identity.uid, identity.gid);
    if (await canEnter(dir, identity)) return dir;
  }
  throw new EmbeddedPostgresError(`No short directory for the database's socket: make /tmp writable`);
}
