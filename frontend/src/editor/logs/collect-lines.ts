import type { LogLine } from '@eventloom/backend/contract';
import type { TestingState } from '../testing/testing-store';

export interface StepLine extends LogLine {
  nodeId: string;
}

/** What the steps that are still there wrote when they ran last, in the order of time. */
export function collectLines(results: TestingState['results'], nodeIds: readonly string[]): StepLine[] {
  const lines = nodeIds.flatMap((nodeId) => (results[nodeId]?.logs ?? []).map((line) => ({ ...line, nodeId })));
  return lines.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
