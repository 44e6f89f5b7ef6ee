import type { GraphNode } from '../contract/index.js';
import { compileTemplate, type CompiledTemplate } from '../expressions/compile-template.js';
import { nodeTypes } from './catalog.js';

/** Compiles the expressions in a node's parameters; parameters that hold none by definition are taken as they stand. */
export function compileParams(node: GraphNode): CompiledTemplate {
  const literal = new Set<string>(nodeTypes.get(node.type)?.literal ?? []);
  const entries = Object.entries(node.params);
  const fixed = Object.fromEntries(entries.filter(([name]) => literal.has(name)));
  const compiled = compileTemplate(Object.fromEntries(entries.filter(([name]) => !literal.has(name))));
  if (Object.keys(fixed).length === 0) return compiled;
  return { ...compiled, evaluate: (scope) => ({ ...(compiled.evaluate(scope) as Record<string, unknown>), ...fixed }) };
}
