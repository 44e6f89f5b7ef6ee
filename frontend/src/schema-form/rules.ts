import { ERROR_PORT } from '@eventloom/backend/contract';
import type { Json } from './read-schema';

/** A way out of a step, and when it is taken. */
export interface Rule {
  port: string;
  conditions: Json;
}

/** Ports that a step has besides those of its rules. */
const RESERVED: ReadonlySet<string> = new Set(['else', ERROR_PORT]);

/** Reads a list of rules; what is no rule is left out. */
export function readRules(value: Json | undefined): Rule[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return [];
    return [{ port: typeof item.port === 'string' ? item.port : '', conditions: item.conditions ?? NO_CONDITIONS }];
  });
}

const NO_CONDITIONS: Json = { all: [] };

/** A new rule, with a name that no other has. */
export function newRule(rules: readonly Rule[]): Rule {
  const taken = new Set(rules.map(({ port }) => port));
  let number = rules.length + 1;
  while (taken.has(`rule${number}`)) number += 1;
  return { port: `rule${number}`, conditions: NO_CONDITIONS };
}

/** Why a rule can't be called this; undefined if it can. */
export function refusePort(name: string, rules: readonly Rule[], index: number): string | undefined {
  if (name.trim() === '') return 'A rule needs a name: it is the name of its port.';
  if (RESERVED.has(name.trim())) return `“${name.trim()}” is a port of its own.`;
  const isTaken = rules.some((rule, at) => at !== index && rule.port === name.trim());
  return isTaken ? 'Another rule has this name.' : undefined;
}

/** Changes places with the rule before (-1) or after (1); the first that holds is taken, so the order counts. */
export function moveRule(rules: readonly Rule[], index: number, by: -1 | 1): Rule[] {
  const moved = [...rules];
  const [rule] = moved.splice(index, 1);
  if (rule) moved.splice(index + by, 0, rule);
  return moved;
}
