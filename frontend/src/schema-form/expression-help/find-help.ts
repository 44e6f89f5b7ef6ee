import type { ExpressionHelp } from '@eventloom/backend/contract';

/** What matches all words of a query, the best match first; in the given order where there is no query. */
export function findHelp(entries: readonly ExpressionHelp[], query: string): ExpressionHelp[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((left, right) => right.rank - left.rank)
    .map(({ entry }) => entry);
}

/** The sum over all words, or 0 if one of them is nowhere. */
function rankOf(entry: ExpressionHelp, words: readonly string[]): number {
  const ranks = words.map((word) => rankOfWord(entry, word));
  return ranks.includes(0) ? 0 : ranks.reduce((sum, rank) => sum + rank, 0);
}

function rankOfWord({ name, signature, description, group }: ExpressionHelp, word: string): number {
  const [lowerName, lowerSignature] = [name.toLowerCase(), signature.toLowerCase()];
  if (lowerName === word) return 5;
  if (lowerName.startsWith(word)) return 4;
  if (lowerSignature.includes(word)) return 3;
  if (description.toLowerCase().includes(word)) return 2;
  return group.toLowerCase().includes(word) ? 1 : 0;
}
