import { z } from 'zod';

/** A host name, an address or a CIDR range, separated by commas. */
const listSchema = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(least).max(most));

const urlSchema = (...protocols: string[]) =>
  z.string().refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)), {
    message: `must begin with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  });

const environmentSchema = z.object({
  /** Where the server listens; 0 takes any free port. */
  PORT: wholeNumber(0, 65_535).default(3000),
  /** The address to bind to. Loopback, unless somebody decides otherwise: nothing is open by default. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The embedded database and generated keys. */
  EVENTLOOM_DATA_DIR: z.string().min(1).default('./.eventloom'),
  /** An external PostgreSQL 14+ instead of the embedded one. */
  DATABASE_URL: urlSchema('postgres', 'postgresql').optional(),
  /** Queues on Redis 6.2+ or Valkey instead of PostgreSQL. */
  REDIS_URL: urlSchema('redis', 'rediss').optional(),
  /** Which parts this process runs. */
  EVENTLOOM_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  /** The address under which people and webhooks reach this installation. */
  EVENTLOOM_PUBLIC_URL: urlSchema('http', 'https').optional(),
  /** Unattended set-up: the first owner. */
  EVENTLOOM_OWNER_EMAIL: z.email().optional(),
  EVENTLOOM_OWNER_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  /** Unattended set-up: a key with full access. */
  EVENTLOOM_API_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Hosts and CIDR ranges that nodes may reach although they are private. */
  EVENTLOOM_EGRESS_ALLOW: listSchema.default([]),
  /** How many runs a process works on at once. */
  EVENTLOOM_WORKER_CONCURRENCY: wholeNumber(1, 10_000).default(400),
  /** No event is taken from outside while so many runs have not begun. */
  EVENTLOOM_MAX_PENDING_RUNS: wholeNumber(1, 1_000_000_000).default(1_000_000),
  /** The requests that are in memory may have so many megabytes together, those of one source a quarter of it. */
  EVENTLOOM_MAX_WAITING_MB: wholeNumber(1, 100_000).default(128),
  /** So many events a second are taken from one webhook path or one key; from as many as come if absent. */
  EVENTLOOM_SOURCE_RATE: wholeNumber(1, 1_000_000).optional(),
  /** Days that events, runs, steps and audit entries are kept; a topic may have a time of its own. */
  EVENTLOOM_RETENTION_DAYS: wholeNumber(1, 3650).default(30),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The one configuration of a process, read once at its start. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  role: 'all' | 'api' | 'worker';
  publicUrl: string | undefined;
  owner: { email: string; password: string } | undefined;
  apiKey: string | undefined;
  egressAllow: string[];
  workerConcurrency: number;
  maxPendingRuns: number;
  maxWaitingBytes: number;
  sourceRate: number | undefined;
  retentionDays: number;
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/** The environment holds a value that cannot be used; the message is one line and names the variable. */
export class ConfigError extends Error {}

/**
 * Reads the configuration from environment variables; empty ones count as absent.
 *
 * @throws ConfigError for the first variable that is wrong
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const { data: env, error } = environmentSchema.safeParse(given);
  if (!env) {
    const issue = error.issues[0];
    throw new ConfigError(`${String(issue?.path[0])}: ${issue?.message}`);
  }
  const { EVENTLOOM_OWNER_EMAIL: email, EVENTLOOM_OWNER_PASSWORD: password } = env;
  if (email && !password) throw new ConfigError('EVENTLOOM_OWNER_PASSWORD: must be set with EVENTLOOM_OWNER_EMAIL');
  if (password && !email) throw new ConfigError('EVENTLOOM_OWNER_EMAIL: must be set with EVENTLOOM_OWNER_PASSWORD');
  if (env.EVENTLOOM_ROLE !== 'all' && !env.DATABASE_URL)
    throw new ConfigError(
      `DATABASE_URL: must be set when EVENTLOOM_ROLE is ${env.EVENTLOOM_ROLE}, the embedded database serves one process`,
    );
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.EVENTLOOM_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    role: env.EVENTLOOM_ROLE,
    publicUrl: env.EVENTLOOM_PUBLIC_URL?.replace(/\/+$/, ''),
    owner: email && password ? { email: email.toLowerCase(), password } : undefined,
    apiKey: env.EVENTLOOM_API_KEY,
    egressAllow: env.EVENTLOOM_EGRESS_ALLOW,
    workerConcurrency: env.EVENTLOOM_WORKER_CONCURRENCY,
    maxPendingRuns: env.EVENTLOOM_MAX_PENDING_RUNS,
    maxWaitingBytes: env.EVENTLOOM_MAX_WAITING_MB * 1024 * 1024,
    sourceRate: env.EVENTLOOM_SOURCE_RATE,
    retentionDays: env.EVENTLOOM_RETENTION_DAYS,
    logLevel: env.LOG_LEVEL,
  };
}

/** The configuration of this very process. */
export function loadProcessConfig(): Config {
  return loadConfig(process.env);
}

const faultsSchema = z.object({
  /**
   * Where the process kills itself, and at which of its visits there: `claim.after-commit`, `finish.before-commit:3`.
   * They count from a SIGUSR2 on.
   */
  EVENTLOOM_CRASH_AT: z
    .string()
    .regex(/^[a-z.-]+(:[1-9]\d*)?$/)
    .optional(),
  /** How long a run without a sign of life is left alone; milliseconds. */
  EVENTLOOM_LEASE_MS: wholeNumber(300, 60_000).optional(),
});

export interface FaultSettings {
  crashAt: { point: string; visit: number } | undefined;
  leaseMs: number | undefined;
}

/**
 * Settings for the tests of faults, and for nobody else. They are read when the program is loaded and never change, so
 * that a program without them pays nothing for them.
 */
export const FAULTS: FaultSettings = loadFaultSettings(process.env);

function loadFaultSettings(environment: Record<string, string | undefined>): FaultSettings {
  const { EVENTLOOM_CRASH_AT: crashAt, EVENTLOOM_LEASE_MS: leaseMs } = faultsSchema.parse(environment);
  const [point, visit = '1'] = crashAt?.split(':') ?? [];
  return { crashAt: point === undefined ? undefined : { point, visit: Number(visit) }, leaseMs };
}

/** Whether a process of this role takes requests, and whether it works runs off. */
export function rolesOf(config: Pick<Config, 'role'>): { api: boolean; worker: boolean } {
  return { api: config.role !== 'worker', worker: config.role !== 'api' };
}
