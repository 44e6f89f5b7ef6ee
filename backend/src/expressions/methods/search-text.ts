import type { Evaluation } from '../evaluation.js';

/**
 * The engine's own search needs up to text length times pattern length in the worst case, and that worst case is easy to
 * write; so that product is what a search costs, at a rate that leaves ordinary ones cheap.
 */
function spendSearch(text: string, pattern: string, evaluation: Evaluation): void {
  evaluation.spend((text.length / 64) * (1 + Math.min(pattern.length, text.length) / 64));
}

export function indexOfText(text: string, pattern: string, from: number, evaluation: Evaluation): number {
  spendSearch(text, pattern, evaluation);
  return text.indexOf(pattern, from);
}

export function lastIndexOfText(text: string, pattern: string, from: number, evaluation: Evaluation): number {
  spendSearch(text, pattern, evaluation);
  return text.lastIndexOf(pattern, from);
}

/** How often a text holds another one, without overlaps. */
export function countOf(text: string, pattern: string, evaluation: Evaluation): number {
  if (pattern === '') return text.length + 1;
  spendSearch(text, pattern, evaluation);
  let count = 0;
  for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + pattern.length)) count += 1;
  evaluation.spend(count / 4);
  return count;
}
