import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { isSame } from '../../schema-form/is-same';
import type { Snapshot } from '../document/document';

/** One thing that two drafts have differently. */
export interface Difference {
  /** The step it is about; none for the workflow itself. */
  node: GraphNode | undefined;
  /** The field, or nothing if the whole step is in one of them only. */
  field: string | undefined;
  mine: string;
  theirs: string;
}

const ABSENT = '–';

/** What two drafts of a workflow have differently, field by field; where a step stands makes no difference. */
export function compareDrafts(mine: Snapshot, theirs: Snapshot): Difference[] {
  const own = fieldsOf({ Name: mine.name }, mine.settings);
  const whole = compareFields(undefined, own, fieldsOf({ Name: theirs.name }, theirs.settings));
  const others = new Map(theirs.graph.nodes.map((node) => [node.id, node]));
  const steps = mine.graph.nodes.flatMap((node): Difference[] => {
    const other = others.get(node.id);
    if (!other) return [{ node, field: undefined, mine: 'is there', theirs: 'is not there' }];
    return compareFields(node, stepFields(node), stepFields(other));
  });
  const ids = new Set(mine.graph.nodes.map(({ id }) => id));
  const missing = theirs.graph.nodes.filter(({ id }) => !ids.has(id));
  const added = missing.map((node) => ({ node, field: undefined, mine: 'is not there', theirs: 'is there' }));
  return [...whole, ...steps, ...added, ...compareEdges(mine.graph, theirs.graph)];
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(...parts: Record<string, unknown>[]): Fields {
  return new Map(parts.flatMap((part) => Object.entries(part)).filter(([, value]) => value !== undefined));
}

function stepFields({ id: _id, params, position: _position, ...settings }: GraphNode): Fields {
  return fieldsOf(settings, params);
}

function compareFields(node: GraphNode | undefined, mine: Fields, theirs: Fields): Difference[] {
  const names = [...new Set([...mine.keys(), ...theirs.keys()])];
  return names
    .filter((name) => !isSame(mine.get(name), theirs.get(name)))
    .map((field) => ({ node, field, mine: textOf(mine.get(field)), theirs: textOf(theirs.get(field)) }));
}

function compareEdges(mine: Graph, theirs: Graph): Difference[] {
  const [own, others] = [mine, theirs].map(
    (graph) => new Set(graph.edges.map(({ source, target }) => `${source} → ${target}`)),
  );
  const all = [...new Set([...(own ?? []), ...(others ?? [])])];
  return all
    .filter((edge) => own?.has(edge) !== others?.has(edge))
    .map((edge) => ({
      node: undefined,
      field: 'Connection',
      mine: own?.has(edge) ? edge : ABSENT,
      theirs: others?.has(edge) ? edge : ABSENT,
    }));
}

function textOf(value: unknown): string {
  if (value === undefined) return ABSENT;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
