import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const BACKEND = join(ROOT, 'backend');
export const FRONTEND = join(ROOT, 'frontend');

const MINIMUM = [20, 19];

/** Ends with one clear line on a Node that is too old; everything after this may use what 20.19 has. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(`Eventloom needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}`);
  process.exit(1);
}
