import { z } from 'zod';
import type { GraphNode, Problem } from '../contract/index.js';
import { compileTemplate } from '../expressions/compile-template.js';
import { nodeTypes } from './catalog.js';
import type { NodeType } from './define-node.js';
import { literalParams } from './literal-params.js';
import { toPointer, valueAt } from './pointer.js';
import { ownCode } from './problem-of.js';

/**
 * What is wrong with the parameters of a node: those that are missing or do not fit, and expressions that cannot be
 * compiled or read nodes that are not there. A text with an expression stands for a value of any type: what it gives is
 * known only when it is evaluated. Nothing is said of a node whose type is unknown.
 *
 * @param index the place of the node in its graph, for the pointers
 * @param nodeIds the ids of all nodes of the graph
 */
export function checkParams(node: GraphNode, index: number, nodeIds: ReadonlySet<string>): Problem[] {
  const type = nodeTypes.get(node.type);
  if (!type) return [];
  const found = [
    ...forbiddenKeys(node.params, []),
    ...schemaProblems(node, type),
    ...expressionProblems(node, type, nodeIds),
  ];
  return found.map(({ pointer = '', ...problem }) => ({
    ...problem,
    severity: 'error',
    nodeId: node.id,
    pointer: `/nodes/${index}/params${pointer}`,
  }));
}

type Found = Pick<Problem, 'code' | 'detail' | 'pointer' | 'line' | 'column'>;

function schemaProblems({ params }: GraphNode, type: NodeType<unknown>): Found[] {
  const { error } = type.parameters.safeParse(params);
  const literal = literalParams(type);
  return (error?.issues ?? [])
    .flatMap(innermost)
    .filter(({ path }) => literal(String(path[0])) || !isExpressionAt(params, path))
    .map((issue) => describe(issue, params, type))
    .filter(isFirstOfItsPlace);
}

/** One thing about each value is enough. */
function isFirstOfItsPlace({ pointer }: Found, index: number, all: readonly Found[]): boolean {
  return all.findIndex((found) => found.pointer === pointer) === index;
}

function describe(issue: z.core.$ZodIssue, params: GraphNode['params'], type: NodeType<unknown>): Found {
  const { path, code, message } = issue;
  const pointer = toPointer(path);
  const name = path.map(String).join('.');
  const own = ownCode(issue);
  if (own) return { code: own, detail: `"${name}": ${message}.`, pointer };
  const value = valueAt(params, path);
  if (value === undefined || (value === '' && !isOptional(type, path)))
    return { code: 'PARAM_REQUIRED', detail: `"${name}" is required.`, pointer };
  const isType = code === 'invalid_type' || code === 'invalid_union';
  return { code: isType ? 'PARAM_TYPE' : 'PARAM_INVALID', detail: `"${name}": ${message}.`, pointer };
}

/** Of a value that fits none of several forms, what is wrong with the form that it comes nearest to. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const forms = issue.errors.map((form) =>
    form.map((part) => ({ ...part, path: [...issue.path, ...part.path] })).flatMap(innermost),
  );
  const depth = (form: readonly z.core.$ZodIssue[]) => Math.max(...form.map(({ path }) => path.length));
  const nearest = forms.filter((form) => form.length > 0).sort((left, right) => depth(right) - depth(left))[0];
  return nearest && depth(nearest) > issue.path.length ? nearest : [issue];
}

function isOptional(type: NodeType<unknown>, path: readonly PropertyKey[]): boolean {
  const { parameters } = type;
  if (path.length !== 1 || !(parameters instanceof z.ZodObject)) return false;
  const shape: Record<string, z.core.$ZodType> = parameters.shape;
  const schema = shape[String(path[0])];
  return schema !== undefined && z.safeParse(schema, undefined).success;
}

function expressionProblems(node: GraphNode, type: NodeType<unknown>, nodeIds: ReadonlySet<string>): Found[] {
  const literal = literalParams(type);
  const evaluated = Object.fromEntries(Object.entries(node.params).filter(([name]) => !literal(name)));
  // The filter of a trigger is looked at before there is a run: no step has put anything out yet.
  return compileTemplate(evaluated, type.kind === 'trigger' ? new Set() : nodeIds).problems;
}

/** Whether a text with an expression stands at a path or above it. */
function isExpressionAt(params: GraphNode['params'], path: readonly PropertyKey[]): boolean {
  return path.some((_, index) => {
    const value = valueAt(params, path.slice(0, index + 1));
    return typeof value === 'string' && value.includes('{{');
  });
}

/** Keys that would mean something else than data in some program that reads them. */
function forbiddenKeys(value: unknown, path: readonly PropertyKey[]): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): Found[] => {
    const at = [...path, key];
    if (key === '__proto__')
      return [{ code: 'PARAM_INVALID', detail: 'The key "__proto__" is not allowed.', pointer: toPointer(at) }];
    return forbiddenKeys(part, at);
  });
}
