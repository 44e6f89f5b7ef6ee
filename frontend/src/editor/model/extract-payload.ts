import type { GraphNode } from '@eventloom/backend/contract';
import { freeName } from './names';
import { readBy, rewriteParams } from './read-by';
import type { NameUse } from './scope-names';

type Json = GraphNode['params'][string];

/** Types that put out what comes in, so that what comes in matters to those after them. */
const PASSING = new Set(['if', 'switch', 'delay', 'approval']);

interface Border {
  /** The steps that stay. */
  outside: ReadonlySet<string>;
  entry: GraphNode;
  /** Whether anything leads to the entry. */
  isFed: boolean;
  /** Whether `item` and `index` are those of a loop that stays, by step. */
  isRepeated: (nodeId: string) => boolean;
}

/** The steps as they read what is handed to them, what that is, and the step that comes first if one is needed. */
export interface Passed {
  nodes: GraphNode[];
  payload: Json;
  /** Puts out what would have come in, where that is only a part of the payload. */
  first?: Omit<GraphNode, 'id'>;
}

/** Hands steps what they read from outside: `steps.order` becomes `trigger.order`, and the payload holds it. */
export function passOn(steps: readonly GraphNode[], border: Border): Passed {
  const { entry, isFed } = border;
  const keys = new Map<string, string>();
  for (const node of steps)
    for (const use of readBy(node)) {
      const expression = expressionFor(use, node, border);
      if (expression !== undefined && !keys.has(expression)) keys.set(expression, keyFor(use, keys));
    }
  if (keys.size === 0) return { nodes: [...steps], payload: isFed ? '{{ input }}' : {} };

  const isPassing = isFed && (PASSING.has(entry.type) || entry.disabled === true);
  const readsInput = isFed && (isPassing || readBy(entry).some(({ name }) => name === 'input'));
  if (readsInput) keys.set('input', freeName('input', new Set(keys.values())));
  const nodes = steps.map((node) =>
    rewriteParams(node, (use) => {
      const expression = expressionFor(use, node, border);
      const key = expression === undefined ? undefined : keys.get(expression);
      if (key !== undefined) return `trigger.${key}`;
      if (use.name !== 'input' || node.id !== entry.id || isPassing || !isFed) return undefined;
      return `trigger.${keys.get('input')}${use.step === undefined ? '' : `.${use.step}`}`;
    }),
  );
  const payload = Object.fromEntries([...keys].map(([expression, key]) => [key, `{{ ${expression} }}`]));
  if (!isPassing) return { nodes, payload };
  const code = `return trigger.${keys.get('input')};`;
  return { nodes, payload, first: { type: 'code', label: 'What came in', params: { code } } };
}

/** What stands for a name in the workflow that stays; nothing if it means the same in both. */
function expressionFor({ name, step }: NameUse, node: GraphNode, { outside, isRepeated }: Border): string | undefined {
  if (name === 'trigger' || name === 'event') return name;
  if (name === 'item' || name === 'index') return isRepeated(node.id) ? name : undefined;
  return name === 'steps' && step !== undefined && outside.has(step) ? `steps.${step}` : undefined;
}

function keyFor({ name, step }: NameUse, keys: ReadonlyMap<string, string>): string {
  return freeName(step ?? name, new Set(keys.values()));
}
