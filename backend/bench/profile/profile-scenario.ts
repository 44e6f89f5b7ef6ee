import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBacking, type Backing } from '../backing.js';
import { cpuOf } from '../process-tree.js';
import { Product } from '../product.js';
import { measureRound } from '../rounds.js';
import { round } from '../statistics.js';
import { hookOf } from '../target.js';
import { ACCEPT, CODE, PIPELINE, SYNC } from '../workflows.js';
import type { BenchRun } from '../scenarios/scenario.js';
import { sampleActivity } from './sample-activity.js';
import { summarize, type CpuProfile, type Share } from './cpu-profile.js';
import { costliestStatements, forgetStatements } from './statement-costs.js';

const WORKFLOWS = { accept: ACCEPT, pipeline: PIPELINE, sync: SYNC, code: CODE };

const SHOWN = 40;

/** Loads a webhook of the product and tells where its time, and that of the database, goes. */
export async function profileScenario(name: string, { backing: backingName, options }: BenchRun): Promise<string> {
  if (!(name in WORKFLOWS)) return `${name}: only ${Object.keys(WORKFLOWS).join(', ')} can be profiled`;
  const profileDir = await mkdtemp(join(tmpdir(), 'eventloom-profile-'));
  const backing = await startBacking(backingName, { profile: true });
  try {
    const lines = await loadProfiled(name as keyof typeof WORKFLOWS, backing, profileDir, options);
    return [`\n${name} on ${backingName}`, ...lines, ...(await describeProfile(profileDir))].join('\n');
  } finally {
    await backing.stop();
    await rm(profileDir, { recursive: true });
  }
}

async function loadProfiled(
  name: keyof typeof WORKFLOWS,
  backing: Backing,
  profileDir: string,
  options: BenchRun['options'],
): Promise<string[]> {
  const product = await Product.start({ backing, profileDir });
  await product.publish(name, WORKFLOWS[name]);
  const target = hookOf(product, name);
  const load = { connections: options.connections ?? 64, milliseconds: options.seconds * 1000 };
  await measureRound(target, { ...load, milliseconds: 2000 });
  await forgetStatements(backing);
  const pids = await backing.pids();
  const before = { server: await cpuOf([product.pid]), backing: await cpuOf(pids) };
  const sampling = sampleActivity(backing);
  const measured = await measureRound(target, load);
  const activity = await sampling.stop();
  const server = (await cpuOf([product.pid])) - before.server;
  const database = (await cpuOf(pids)) - before.backing;
  const statements = await costliestStatements(backing);
  await product.stop();
  const each = (milliseconds: number) => `${round((milliseconds / measured.requests) * 1000)} µs`;
  return [
    `completed ${round(measured.completed)}/s; processor time for each: server ${each(server)}, database ${each(database)}`,
    ...section('what the database was busy with, percent of all looks', activity),
    ...statements,
  ];
}

async function describeProfile(dir: string): Promise<string[]> {
  const files = await readdir(dir);
  const profiles = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(dir, file), 'utf8')) as CpuProfile),
  );
  // Threads of the sandbox have profiles of their own; the process's own is the longest.
  const [longest] = profiles.sort((a, b) => b.samples.length - a.samples.length);
  if (!longest) return ['no processor profile was written'];
  const { places, functions } = summarize(longest);
  return [
    ...section('where the server computes, percent', places.slice(0, SHOWN)),
    ...section('in which functions, percent', functions.slice(0, SHOWN)),
  ];
}

function section(title: string, shares: readonly Share[]): string[] {
  return ['', title, ...shares.map(({ name, percent }) => `${percent.toFixed(1).padStart(6)}  ${name}`)];
}
