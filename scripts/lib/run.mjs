import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** A step of a command did not succeed; what it printed has been shown. */
class StepFailed extends Error {}

/** Runs a command of ours to its end: a failed step needs no stack trace. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StepFailed ? error.message : error);
    process.exitCode = 1;
  }
}

/** The program of an installed package. */
export function tool(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}

/**
 * Runs a program, with its output shown as it comes.
 * @returns its exit code
 */
export function run(command, args, options = {}) {
  return ended(spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], ...options }));
}

/**
 * Runs a program and keeps its output back, so that programs side by side don't mix their lines.
 * @returns its exit code and all it printed
 */
export async function runQuietly(command, args, options = {}) {
  const chunks = [];
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const code = await ended(child);
  return { code, output: Buffer.concat(chunks).toString() };
}

/** Runs a program that must succeed; shows what it printed only if it does not. */
export async function must(what, command, args, options) {
  const { code, output } = await runQuietly(command, args, options);
  if (code === 0) return;
  console.error(output);
  throw new StepFailed(`${what} failed (exit code ${code})`);
}

/** Resolves with the exit code of a child process; a signal that ended it counts as a failure. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** The time since `start`, as it is shown to people. */
export function seconds(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
