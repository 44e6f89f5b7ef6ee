import type { RunError } from '../../contract/index.js';
import type { FailedRow } from './error-groups.sql.js';
import { fingerprintOf } from './fingerprint.js';

/** A failed run with why it failed. */
export interface FailedRun extends FailedRow {
  error: RunError | null;
}

/** What a group gains from runs that fail together. */
export interface GroupGain {
  fingerprint: string;
  workflowId: string;
  nodeId: string | null;
  code: string;
  message: string;
  runIds: string[];
  versions: number[];
}

const LONGEST_MESSAGE = 2000;
const NO_ERROR: RunError = { code: 'RUN_FAILED', message: 'The run failed.' };

/** Puts failed runs into their groups, in the order of the fingerprints: whoever writes groups keeps to it, so that no two wait for each other. */
export function countGroups(failed: readonly FailedRun[]): GroupGain[] {
  const groups = new Map<string, GroupGain>();
  for (const { id, workflowId, version, error } of failed) {
    const { code, message, nodeId = null } = error ?? NO_ERROR;
    const fingerprint = fingerprintOf({ workflowId, nodeId, code, message });
    const group = groups.get(fingerprint) ?? {
      ...{ fingerprint, workflowId, nodeId, code },
      ...{ message: '', runIds: [], versions: [] },
    };
    group.message = message.slice(0, LONGEST_MESSAGE);
    group.runIds.push(id);
    if (!group.versions.includes(version)) group.versions.push(version);
    groups.set(fingerprint, group);
  }
  return [...groups.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}
