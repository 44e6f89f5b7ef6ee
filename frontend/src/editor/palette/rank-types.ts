import type { Graph, NodeManifest } from '@eventloom/backend/contract';

/** What a new step has to fit: something leads to it, it leads to something, both, or neither. */
export interface Fit {
  needsInput: boolean;
  needsOutput: boolean;
  /** Whether the workflow has nothing yet that starts it. */
  wantsTrigger: boolean;
}

export interface RankedType {
  manifest: NodeManifest;
  fits: boolean;
}

/** The node types that match what was typed: those that fit first, then the better match. */
export function rankTypes(manifests: Iterable<NodeManifest>, query: string, fit: Fit): RankedType[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [...manifests]
    .map((manifest) => ({ manifest, fits: doesFit(manifest, fit), score: scoreOf(manifest, words, fit) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        Number(b.fits) - Number(a.fits) || b.score - a.score || a.manifest.title.localeCompare(b.manifest.title),
    )
    .map(({ manifest, fits }) => ({ manifest, fits }));
}

/** Whether a type can be tied in where it is asked for. */
export function doesFit({ ports }: Pick<NodeManifest, 'ports'>, fit: Fit): boolean {
  return (ports.input || !fit.needsInput) && (ports.outputs.length > 0 || !fit.needsOutput);
}

export function wantsTrigger(graph: Graph, manifests: ReadonlyMap<string, NodeManifest>): boolean {
  return !graph.nodes.some((node) => manifests.get(node.type)?.kind === 'trigger');
}

/** Every word has to be found somewhere; the title counts most, the description least. */
function scoreOf(manifest: NodeManifest, words: readonly string[], fit: Fit): number {
  const bonus = fit.wantsTrigger && manifest.kind === 'trigger' ? 0.5 : 0;
  if (words.length === 0) return 1 + bonus * 2;
  let total = 0;
  for (const word of words) {
    const score = scoreOfWord(manifest, word);
    if (score === 0) return 0;
    total += score;
  }
  return total + bonus;
}

function scoreOfWord({ title, type, keywords, group, description }: NodeManifest, word: string): number {
  const name = title.toLowerCase();
  if (name.startsWith(word)) return 10;
  if (name.split(/\W+/).some((part) => part.startsWith(word))) return 8;
  if (type.split('-').some((part) => part.startsWith(word))) return 7;
  if (keywords.some((keyword) => keyword.toLowerCase().startsWith(word))) return 6;
  if (name.includes(word)) return 4;
  if (group.toLowerCase().startsWith(word)) return 3;
  return description.toLowerCase().includes(word) ? 1 : 0;
}
