import type { NodeManifest } from '@eventloom/backend/contract';
import { readFields } from '../../schema-form/read-schema';
import type { FieldChange } from '../model/compare-graphs';

const SETTINGS: Record<string, string> = {
  label: 'Name',
  type: 'Type',
  disabled: 'Disabled',
  onError: 'On error',
  retry: 'Try again',
  timeoutMs: 'Time limit (ms)',
  connectionId: 'Connection',
  description: 'Description',
  tags: 'Tags',
  vars: 'Variables',
  runTimeoutMs: 'Time limit of a run (ms)',
  concurrency: 'Concurrency',
  throttle: 'Throttle',
  debounce: 'Debounce',
  batch: 'Batch',
  onFailure: 'When a run fails',
};

/** What people call a parameter or a setting. */
export function fieldTitle({ name, isParam }: FieldChange, manifest: NodeManifest | undefined): string {
  if (!isParam) return SETTINGS[name] ?? name;
  const field = manifest && readFields(manifest).find((each) => each.name === name);
  return field?.title ?? name;
}

/** A value as text: texts as they are, everything else as JSON; empty for what is not set. */
export function valueText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** From this length on a text is compared line by line. */
const LONG = 60;

export function isLong(text: string): boolean {
  return text.length > LONG || text.includes('\n');
}
