import { createHash } from 'node:crypto';

/** A failure as far as it tells one group from another. */
export interface Failure {
  workflowId: string;
  /** The step; null where the run failed as a whole. */
  nodeId: string | null;
  /** The class of the error. */
  code: string;
  message: string;
}

const LONGEST = 500;

/** What differs from one failure to the next of the same kind. At each place the first one that fits counts. */
const VARIABLE = [
  /(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
  /(?<date>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?)/,
  /(?<text>"[^"]*"|“[^”]*”|„[^“]*“|`[^`]*`|(?<!\w)'[^']*'(?!\w))/,
  /(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/,
  /(?<hex>\b0x[0-9a-f]+\b)/,
  // A status of HTTP says what kind of failure it is.
  /(?<kept>(?<=(?:HTTP|status|code|answered)[ :=]+)[45]\d\d\b)/,
  /(?<token>\b(?=\w*\d\w*[a-z])\w{8,}\b)/,
  /(?<n>(?:(?<!\w)[-+])?\d+(?:[.,]\d+)*)/,
];
const ANY = new RegExp(VARIABLE.map(({ source }) => source).join('|'), 'gi');

/** The first line of a message without what is another each time: ids, numbers, quoted text, dates. */
export function normaliseMessage(message: string): string {
  const line = message.trimStart().split('\n', 1)[0] ?? '';
  return line.slice(0, LONGEST).replace(ANY, wordFor).replace(/\s+/g, ' ').trim();
}

/** What stands for a part of a message. The names of the groups are the last argument. */
function wordFor(found: string, ...rest: unknown[]): string {
  const groups = rest.at(-1) as Record<string, string | undefined>;
  const name = Object.keys(groups).find((each) => groups[each] !== undefined);
  return name === 'kept' ? found : `<${name === 'token' ? 'id' : name}>`;
}

/** Names the group of a failure: the same step of a workflow that fails in the same way. */
export function fingerprintOf({ workflowId, nodeId, code, message }: Failure): string {
  const parts = JSON.stringify([workflowId, nodeId, code, normaliseMessage(message)]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 32);
}
