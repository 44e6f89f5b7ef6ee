import { NODE_ID_PATTERN, type Graph, type Problem } from '../contract/index.js';
import { nearestName } from './nearest-name.js';
import type { Catalog } from './catalog.js';

/** What is wrong with the nodes of a graph, each by itself: its id, its type. */
export function checkNodes(graph: Graph, catalog: Catalog): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const suggestions = new Map<string, string | undefined>();
  graph.nodes.forEach((node, index) => {
    const { id, type } = node;
    const report = (code: Problem['code'], field: string, detail: string): void => {
      problems.push({ code, severity: 'error', nodeId: id, pointer: `/nodes/${index}/${field}`, detail });
    };
    if (!NODE_ID_PATTERN.test(id))
      report('NODE_ID_INVALID', 'id', `The id “${id}” has to start with a letter and hold only letters, digits and _.`);
    if (seen.has(id)) report('NODE_ID_DUPLICATE', 'id', `More than one step has the id “${id}”.`);
    seen.add(id);
    if (catalog.has(type)) return;
    if (!suggestions.has(type)) suggestions.set(type, nearestName(type, catalog.keys()));
    const nearest = suggestions.get(type);
    const hint = nearest === undefined ? '' : ` Did you mean “${nearest}”?`;
    report('NODE_TYPE_UNKNOWN', 'type', `There is no step type “${type}”.${hint}`);
  });
  return problems;
}
