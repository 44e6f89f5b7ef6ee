import { graphSchema, type Graph, type GraphNode, type NodeManifest } from '@eventloom/backend/contract';
import { z } from 'zod';
import type { Manifests, Selection } from '../../canvas/flow-elements';
import { chosenPart } from '../model/chosen';

/** What goes over the clipboard: a part of a graph, under the version of its format. */
export const clipSchema = graphSchema.omit({ format: true }).extend({ eventloom: z.literal(1) });

/** What a text on the clipboard or in a file comes to: a part of a graph, and what could not be taken over. */
export type Pasted = { part: Graph; remarks: readonly string[] } | { refusal: string };

export interface Clip {
  /** For the system's clipboard; readable, since people look at it and keep it in files. */
  text: string;
  /** How many values were left out because they are secret. */
  secrets: number;
}

/** What is chosen as text, without its secrets; nothing if there are neither steps nor notes among it. */
export function clipOf(graph: Graph, selection: Selection, manifests: Manifests): Clip | undefined {
  const part = chosenPart(graph, selection);
  if (part.nodes.length === 0 && part.notes?.length === 0) return undefined;
  let secrets = 0;
  const nodes = part.nodes.map((node) => {
    const { params, leftOut } = withoutSecrets(node, manifests.get(node.type));
    secrets += leftOut;
    return leftOut === 0 ? node : { ...node, params };
  });
  return { text: JSON.stringify({ eventloom: 1, ...part, nodes }, null, 2), secrets };
}

function withoutSecrets({ params }: GraphNode, manifest: NodeManifest | undefined) {
  const kept = Object.entries(params).filter(([name]) => !isSecret(manifest, name));
  let leftOut = Object.keys(params).length - kept.length;
  const open = kept.map(([name, value]) => {
    if (name !== 'headers' || value === null || typeof value !== 'object' || Array.isArray(value)) return [name, value];
    const headers = Object.entries(value).filter(([header, content]) => !isCredential(header, content));
    leftOut += Object.keys(value).length - headers.length;
    return [name, Object.fromEntries(headers)];
  });
  return { params: Object.fromEntries(open) as GraphNode['params'], leftOut };
}

const marksSchema = z.object({
  properties: z.record(
    z.string(),
    z.object({ writeOnly: z.boolean(), format: z.string(), control: z.string() }).partial(),
  ),
});

/** Whether the type of a step says that a parameter is secret. */
function isSecret(manifest: NodeManifest | undefined, name: string): boolean {
  const marks = marksSchema.safeParse(manifest?.parameters).data?.properties[name];
  return marks?.writeOnly === true || marks?.format === 'password' || marks?.control === 'secret';
}

const CREDENTIAL_HEADERS = /^(proxy-)?authorization$|^cookie$|api-?key|token|secret/i;

/** A header that lets in whoever knows it, if it stands there as it is and not as an expression. */
function isCredential(header: string, content: unknown): boolean {
  return CREDENTIAL_HEADERS.test(header) && typeof content === 'string' && !content.includes('{{');
}
