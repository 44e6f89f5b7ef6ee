import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { must, seconds } from './run.mjs';

/** Installs the packages that the lock file names, if they are not all there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const start = Date.now();
  console.log('Installing packages ...');
  // Where something is installed already only the difference is fetched; `ci` would begin by removing everything.
  const command = existsSync(join(ROOT, 'node_modules')) ? 'install' : 'ci';
  await must('npm install', 'npm', [command, '--no-audit', '--no-fund', '--loglevel=error']);
  console.log(`Installed in ${seconds(start)}`);
}

/** Compares the lock file with the one that npm leaves in node_modules when an installation is complete. */
function isInstalled() {
  const wanted = readLock('package-lock.json');
  const present = readLock('node_modules/.package-lock.json');
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || link) return true;
    // Optional packages are left out on the systems that they are not for.
    return present[path] ? present[path].version === version : optional === true;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
