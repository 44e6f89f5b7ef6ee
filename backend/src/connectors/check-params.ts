import type { z } from 'zod';
import type { GraphNode, Problem } from '../contract/index.js';
import { compileTemplate } from '../expressions/compile-template.js';
import { nodeTypes } from './catalog.js';

/**
 * What is wrong with the parameters of a node: those that are missing or of a wrong type, and expressions that cannot be
 * compiled or look at nodes that are not there. An expression stands for a value of any type.
 *
 * @param index the place of the node in its graph, for the pointers
 * @param nodeIds the ids of all nodes of the graph
 */
export function checkParams(node: GraphNode, index: number, nodeIds: ReadonlySet<string>): Problem[] {
  const type = nodeTypes.get(node.type);
  if (!type) return [];
  const at = { nodeId: node.id, severity: 'error' as const };
  const base = `/nodes/${index}/params`;
  const literal = new Set<string>(type.literal ?? []);
  const { success, error } = type.parameters.safeParse(node.params);
  const schemaProblems = success
    ? []
    : error.issues
        .filter((issue) => !isExpressionAt(node.params, issue.path, literal))
        .map((issue) => ({ ...at, ...describe(issue, node.params, base) }));
  return [
    ...schemaProblems,
    ...expressionProblems(node, base, literal, nodeIds).map((problem) => ({ ...at, ...problem })),
  ];
}

type Described = Pick<Problem, 'code' | 'detail' | 'pointer' | 'line' | 'column'>;

function describe(issue: z.core.$ZodIssue, params: GraphNode['params'], base: string): Described {
  const pointer = `${base}${toPointer(issue.path)}`;
  const name = issue.path.map(String).join('.');
  const value = valueAt(params, issue.path);
  if (value === undefined || value === null || value === '')
    return { code: 'PARAM_REQUIRED', detail: `"${name}" is required.`, pointer };
  const isType = issue.code === 'invalid_type' || issue.code === 'invalid_union' || issue.code === 'invalid_value';
  return { code: isType ? 'PARAM_TYPE' : 'PARAM_INVALID', detail: `"${name}": ${issue.message}`, pointer };
}

function expressionProblems(
  node: GraphNode,
  base: string,
  literal: ReadonlySet<string>,
  nodeIds: ReadonlySet<string>,
): Described[] {
  const evaluated = Object.fromEntries(Object.entries(node.params).filter(([name]) => !literal.has(name)));
  const { problems } = compileTemplate(evaluated, nodeIds);
  return problems.map((problem) => ({ ...problem, pointer: `${base}${problem.pointer}` }));
}

/** Whether a text with an expression stands at a path or above it: its value is known only when it is evaluated. */
function isExpressionAt(
  params: GraphNode['params'],
  path: readonly PropertyKey[],
  literal: ReadonlySet<string>,
): boolean {
  if (literal.has(String(path[0]))) return false;
  return path.some((_, index) => {
    const value = valueAt(params, path.slice(0, index + 1));
    return typeof value === 'string' && value.includes('{{');
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path)
    found = typeof found === 'object' && found !== null ? (found as Record<PropertyKey, unknown>)[key] : undefined;
  return found;
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
