import { graphSchema, MAX_NODES, type Graph } from '@eventloom/backend/contract';
import { z } from 'zod';
import { nodeHeight, NODE_WIDTH, snap, type Point } from '../../canvas/node-geometry';
import { placeNodes, positionOf } from '../../canvas/place-nodes';
import { insertCopy, type Copied } from '../model/insert-copy';
import { NOTE_SIZE } from '../model/change-notes';
import { clipSchema, type Pasted } from './clip';
import { readCurl } from './read-curl';

/** A file with a workflow holds it beside its name; the bare graph is understood too. */
const partSchema = z.union([clipSchema, z.object({ graph: graphSchema }).transform(({ graph }) => graph), graphSchema]);

/** Reads a clip, an exported workflow or a curl command. */
export function readPasted(text: string): Pasted {
  const trimmed = text.trim();
  if (/^(\$\s+)?curl\s/.test(trimmed)) return readCurl(trimmed);
  const json = parse(trimmed);
  if (json === undefined) return { refusal: 'Nothing to paste: that is neither steps nor a curl command.' };
  const format = z.object({ eventloom: z.number() }).safeParse(json).data?.eventloom ?? 1;
  if (format > 1) return { refusal: 'That was copied in a newer version of Eventloom.' };
  const { data } = partSchema.safeParse(json);
  if (!data || data.nodes.length + (data.notes?.length ?? 0) === 0)
    return { refusal: 'Nothing to paste: there are no steps in that.' };
  const { nodes, edges, notes, groups } = data;
  return { part: placeNodes({ nodes, edges, notes, groups }), remarks: [] };
}

/** Puts a part into a graph with its middle at a point, but never exactly over what is there. */
export function pasteAt(graph: Graph, part: Graph, at: Point): Copied | { refusal: string } {
  if (graph.nodes.length + part.nodes.length > MAX_NODES)
    return { refusal: `A workflow holds ${MAX_NODES} steps at most.` };
  const middle = middleOf(part);
  let by = { x: snap(at.x - middle.x), y: snap(at.y - middle.y) };
  const taken = new Set(graph.nodes.map((node) => keyOf(positionOf(node))));
  const isTaken = ({ x, y }: Point): boolean =>
    part.nodes.some((node) => taken.has(keyOf({ x: positionOf(node).x + x, y: positionOf(node).y + y })));
  while (isTaken(by)) by = { x: by.x + 40, y: by.y + 40 };
  return insertCopy(graph, part, by);
}

const keyOf = ({ x, y }: Point): string => `${x} ${y}`;

function middleOf({ nodes, notes = [] }: Graph): Point {
  const boxes = [
    ...nodes.map((node) => ({ ...positionOf(node), width: NODE_WIDTH, height: nodeHeight(1) })),
    ...notes.map(({ position, width, height }) => ({
      ...position,
      width: width ?? NOTE_SIZE.width,
      height: height ?? NOTE_SIZE.height,
    })),
  ];
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
