import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** The program of an installed package, run by this very Node. */
export function tool(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}

/**
 * Runs a command with its output shown as it comes.
 * @returns its exit code
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/**
 * Runs a command and keeps its output back, so that commands side by side don't mix their lines.
 * @returns its exit code and all it printed
 */
export async function runQuietly(command, args, options = {}) {
  const chunks = [];
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString() };
}

/** A step that must succeed: the whole command ends with it otherwise. */
export async function must(what, command, args, options) {
  const { code, output } = await runQuietly(command, args, options);
  if (code === 0) return;
  console.error(output);
  console.error(`${what} failed (exit code ${code})`);
  process.exit(1);
}

/** The time since `start`, as it is shown to people. */
export function seconds(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
