import { parseArgs } from 'node:util';

export const BACKINGS = ['embedded', 'postgres+redis'] as const;

/** What the product stands on: the database that it brings along, or an installed PostgreSQL and Redis. */
export type BackingName = (typeof BACKINGS)[number];

/** Another system that takes the same load in the same run. */
export interface PeerOptions {
  host: string;
  port: number;
  path: string;
  /** A file that holds the body to send to it; ours if absent. */
  bodyFile: string | undefined;
}

export interface BenchOptions {
  /** The scenarios to run; all of them if empty. */
  scenarios: string[];
  backings: readonly BackingName[];
  /** How long a round of load lasts. */
  seconds: number;
  /** How many rounds a median is taken of. */
  rounds: number;
  /** Requests under way at once; each scenario's own number if absent. */
  connections: number | undefined;
  /** How many runs wait in *backlog*, how many are stored in *history*, and how many events are handed out in *replay*. */
  backlog: number;
  history: number;
  replay: number;
  /** Tell where the time goes. */
  profile: boolean;
  peer: PeerOptions | undefined;
}

const FULL = { seconds: 8, rounds: 3, backlog: 100_000, history: 1_000_000, replay: 20_000 };
const QUICK = { seconds: 2, rounds: 1, backlog: 5_000, history: 50_000, replay: 2_000 };

/**
 * Reads the command line: `[scenario ...] [--quick] [--backing NAME] [--seconds N] [--rounds N] [--connections N]
 * [--backlog N] [--history N] [--replay N] [--profile] [--url URL [--path PATH] [--body-file FILE]]`.
 *
 * @throws Error in one line for what cannot be used
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      backing: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      connections: { type: 'string' },
      backlog: { type: 'string' },
      history: { type: 'string' },
      replay: { type: 'string' },
      url: { type: 'string' },
      path: { type: 'string' },
      'body-file': { type: 'string' },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  const number = (name: 'seconds' | 'rounds' | 'connections' | 'backlog' | 'history' | 'replay') =>
    toNumber(name, values[name]);
  return {
    scenarios: positionals,
    backings: toBackings(values.backing),
    seconds: number('seconds') ?? usual.seconds,
    rounds: number('rounds') ?? usual.rounds,
    connections: number('connections'),
    backlog: number('backlog') ?? usual.backlog,
    history: number('history') ?? usual.history,
    replay: number('replay') ?? usual.replay,
    profile: values.profile,
    peer: values.url === undefined ? undefined : toPeer(values.url, values.path, values['body-file']),
  };
}

function toNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name}: must be a whole number above 0`);
  return number;
}

function toBackings(name: string | undefined): readonly BackingName[] {
  if (name === undefined) return BACKINGS;
  const found = BACKINGS.find((backing) => backing === name);
  if (!found) throw new Error(`--backing: must be ${BACKINGS.join(' or ')}`);
  return [found];
}

function toPeer(text: string, path: string | undefined, bodyFile: string | undefined): PeerOptions {
  if (!URL.canParse(text) || !text.startsWith('http://')) throw new Error('--url: must begin with http://');
  const url = new URL(text);
  return { host: url.hostname, port: Number(url.port || 80), path: path ?? url.pathname + url.search, bodyFile };
}
