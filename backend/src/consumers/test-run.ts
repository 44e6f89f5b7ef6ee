import { manifests } from '../connectors/catalog.js';
import type { TestData } from '../broker/new-event.js';
import { DEFAULT_PORT, type LoopPlace, type RunTest } from '../contract/index.js';
import { cutGraph, planGraph, type Plan, type StepPlace } from '../engine/index.js';
import type { CompiledWorkflow } from '../workflows/compiled-workflow.js';
import type { ClaimedRun } from './claim-runs.sql.js';
import type { StepOutcome } from './perform-step.js';

/** What is different in a run that is a test: it runs a part of the graph, and is given what is pinned. */
export interface TestRun {
  /** The plan of the part that it runs. */
  plan(workflow: CompiledWorkflow): Plan;
  /** What a pinned step comes to without being performed; undefined for one that is not pinned. */
  outcomeOf(place: StepPlace, attempt: number): StepOutcome | undefined;
  /** The iteration that a step of a loop is tested in. */
  loop: LoopPlace | undefined;
}

/** Reads what a run was asked to do as a test; undefined for all other runs. */
export function readTest({ test, testData, trigger }: ClaimedRun): TestRun | undefined {
  if (test === null || testData === null) return undefined;
  const about = JSON.parse(test) as RunTest;
  const { pins, loop } = JSON.parse(testData) as TestData;
  return {
    plan: ({ graph }) => planGraph(cutGraph(graph, trigger, about), trigger, manifests),
    outcomeOf: (place, attempt) => {
      const pin = Object.hasOwn(pins, place.nodeId) ? pins[place.nodeId] : undefined;
      if (!pin || place.nodeId === about.only) return undefined;
      const { output, port } = pin;
      const left = port === undefined || port === DEFAULT_PORT ? {} : { port };
      const event = { type: 'succeeded', ...place, attempt, output, at: Date.now(), ...left } as const;
      return { event, json: JSON.stringify(output) };
    },
    loop,
  };
}
