import type { TestData, TestOrder } from '../broker/new-event.js';
import { findTrigger, manifests } from '../connectors/catalog.js';
import type { GraphNode, Pins, RunTest, RunWorkflow } from '../contract/index.js';
import { ancestorsOf, portBetween } from '../engine/index.js';
import { AppError } from '../platform/errors/app-error.js';
import type { CompiledWorkflow } from './compiled-workflow.js';

/** The trigger that a test begins at: of those that lead to the step in question the one that a run by hand would take. */
export function triggerForTest(
  workflow: CompiledWorkflow,
  { trigger, target, only }: RunWorkflow,
): GraphNode | undefined {
  const goal = target ?? only;
  const usual = workflow.triggerForHand(trigger);
  if (trigger !== undefined || goal === undefined || !usual) return usual;
  const leading = new Set([...ancestorsOf(workflow.graph, goal), goal]);
  if (leading.has(usual.id)) return usual;
  return workflow.graph.nodes.find(({ id, type }) => leading.has(id) && findTrigger(type)) ?? usual;
}

/** @throws AppError `VALIDATION_FAILED` if there is no such step, or if the trigger does not lead to the one that is run to */
export function refuseUntestable({ graph }: CompiledWorkflow, trigger: GraphNode, request: RunWorkflow): void {
  const { target, only } = request;
  const refuse = (name: 'target' | 'only', why: string): never => {
    throw new AppError('VALIDATION_FAILED', `${name}: ${why}`, { pointer: `/${name}` });
  };
  const find = (id: string) => graph.nodes.find((node) => node.id === id);
  if (target !== undefined && only !== undefined) refuse('only', 'is given together with "target"');
  if (target !== undefined) {
    if (!find(target)) refuse('target', `the draft has no step "${target}"`);
    const isReached = target === trigger.id || ancestorsOf(graph, target).has(trigger.id);
    if (!isReached) refuse('target', `no way leads from "${trigger.id}" to "${target}"`);
  }
  if (only !== undefined) {
    const node = find(only);
    if (!node) refuse('only', `the draft has no step "${only}"`);
    else if (findTrigger(node.type)) refuse('only', `"${only}" is a trigger, which is not performed`);
  }
}

/** What makes a run of the draft a test. */
export function orderTest({ graph }: CompiledWorkflow, { target, only, pins = {}, loop }: RunWorkflow): TestOrder {
  const usable = Object.fromEntries(
    graph.nodes.flatMap((node) => {
      const pin = Object.hasOwn(pins, node.id) ? pins[node.id] : undefined;
      if (!pin || findTrigger(node.type)) return [];
      const port = (only === undefined ? pin.port : portBetween(graph, node.id, only)) ?? mainPort(node);
      return [[node.id, { ...pin, ...(port !== undefined && { port }) }]];
    }),
  ) satisfies Pins;
  const about: RunTest = {
    ...(target !== undefined && { target }),
    ...(only !== undefined && { only }),
    pinned: Object.keys(usable),
  };
  const data: TestData = { pins: usable, ...(only !== undefined && loop && { loop }) };
  return { about: JSON.stringify(about), data: JSON.stringify(data) };
}

function mainPort({ type }: GraphNode): string | undefined {
  return manifests.get(type)?.ports.outputs[0]?.name;
}
