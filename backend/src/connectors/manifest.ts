import { z } from 'zod';
import { DEFAULT_PORT, type NodeManifest } from '../contract/index.js';
import type { NodeType } from './define-node.js';
import { literalParams } from './literal-params.js';

/** A node type as the editor sees it; everything comes from its definition. */
export function toManifest(node: NodeType<unknown>): NodeManifest {
  const { type, kind, tone, title, description, group, icon, keywords = [], defaults = {} } = node;
  const outputs = (node.kind === 'trigger' ? undefined : node.outputs) ?? [{ name: DEFAULT_PORT, title: '' }];
  const parameters = z.toJSONSchema(node.parameters, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return {
    type,
    kind,
    tone,
    title,
    description,
    group,
    icon,
    effect: node.kind !== 'trigger' && node.effect,
    keywords,
    ports: {
      input: node.kind !== 'trigger',
      outputs,
      ...(node.kind !== 'trigger' && node.outputsFrom && { outputsFrom: node.outputsFrom }),
    },
    parameters,
    literal: Object.keys(parameters.properties ?? {}).filter(literalParams(node)),
    defaults,
  };
}
