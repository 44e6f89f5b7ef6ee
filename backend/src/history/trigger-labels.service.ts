import { Injectable } from '@nestjs/common';
import type { Graph } from '../contract/index.js';
import { RunKeysRepository } from './run-keys.repository.js';

/** The labels of so many versions are kept; a version never changes, so none grows old. */
const KEPT = 1000;

/** Tells what the triggers of runs are called. */
@Injectable()
export class TriggerLabels {
  private readonly kept = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly repository: RunKeysRepository) {}

  /** The labels of the labelled nodes of versions, by version and node. */
  async of(versionIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    const asked = new Set(versionIds);
    const missing = [...asked].filter((id) => !this.kept.has(id));
    if (this.kept.size + missing.length > KEPT) this.kept.clear();
    const unknown = [...asked].filter((id) => !this.kept.has(id));
    if (unknown.length > 0)
      for (const { id, graph } of await this.repository.findGraphs(unknown)) this.kept.set(id, labelsOf(graph));
    return new Map([...asked].flatMap((id) => (this.kept.has(id) ? [[id, this.kept.get(id) ?? new Map()]] : [])));
  }
}

function labelsOf(graph: string): ReadonlyMap<string, string> {
  const { nodes } = JSON.parse(graph) as Graph;
  return new Map(nodes.flatMap(({ id, label }) => (label ? [[id, label]] : [])));
}
