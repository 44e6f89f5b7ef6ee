import type { ErrorGroup } from '@eventloom/backend/contract';

const MOST = 3;

/** The versions that failed: `@1, @2`, of many the last ones. */
export function versionsText(versions: readonly number[]): string {
  const text = versions
    .slice(-MOST)
    .map((version) => `@${version}`)
    .join(', ');
  return versions.length <= MOST ? text : `${text} and ${versions.length - MOST} before`;
}

/** What sets a group apart from those that are open; undefined for these. */
export function stateText({ status, regressedAt }: Pick<ErrorGroup, 'status' | 'regressedAt'>): string | undefined {
  if (status === 'resolved') return 'resolved';
  return regressedAt === null ? undefined : 'regressed';
}

/** The first line of a message. */
export function firstLine(message: string): string {
  const line = message.trim().split('\n', 1)[0] ?? '';
  return line === '' ? 'It failed without a message' : line;
}
