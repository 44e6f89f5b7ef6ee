import type { GraphNode } from '../contract/index.js';
import { compileTemplate, type CompiledTemplate } from '../expressions/compile-template.js';
import { nodeTypes } from './catalog.js';
import { fixedParams } from './literal-params.js';

/** Compiles the expressions in a node's parameters; those that hold none by definition are taken as they stand. */
export function compileParams(node: GraphNode): CompiledTemplate {
  const type = nodeTypes.get(node.type);
  const isLiteral = type ? fixedParams(type) : () => false;
  const entries = Object.entries(node.params);
  const fixed = Object.fromEntries(entries.filter(([name]) => isLiteral(name)));
  const compiled = compileTemplate(Object.fromEntries(entries.filter(([name]) => !isLiteral(name))));
  if (compiled.constant) return { ...compiled, evaluate: () => node.params };
  return { ...compiled, evaluate: (scope) => ({ ...(compiled.evaluate(scope) as Record<string, unknown>), ...fixed }) };
}
