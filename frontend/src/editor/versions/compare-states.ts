import type { Graph } from '@eventloom/backend/contract';
import type { KeptState } from '../../api/versions';
import type { ShownChanges } from '../../canvas/canvas-overlay';
import { placeNodes } from '../../canvas/place-nodes';
import {
  compareGraphs,
  describeChanges,
  differences,
  type FieldChange,
  type GraphChanges,
} from '../model/compare-graphs';
import { mergeGraphs } from './merge-graphs';

/** Two states of a workflow beside one another. */
export interface Comparison {
  /** Both graphs in one, for the canvas. */
  graph: Graph;
  shown: ShownChanges;
  changes: GraphChanges;
  settings: FieldChange[];
  summary: string;
}

export function compareStates(from: KeptState, to: KeptState): Comparison {
  const [before, after] = [placeNodes(from.graph), placeNodes(to.graph)];
  const changes = compareGraphs(before, after);
  const settings = differences(from.settings, to.settings).map((change) => ({ ...change, isParam: false }));
  const { graph, changes: shown } = mergeGraphs(after, changes);
  const told = describeChanges(before, after);
  const summary = settings.length === 0 ? told : `${told}; the settings are different`;
  return { graph, shown, changes, settings, summary };
}
