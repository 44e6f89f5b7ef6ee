import { Alert, Button } from '@mantine/core';
import type { GraphNode } from '@eventloom/backend/contract';
import { CirclePlay, SkipForward, TriangleAlert } from 'lucide-react';
import { useEditor, useDocument, useRunState, useTestingState } from '../use-editor';
import { ListenBar } from './listen-bar';
import { PinButtons } from './pin-buttons';
import { StepOutcome } from './step-outcome';
import { testInput, type Origin } from './test-input';
import classes from './testing.module.css';

const ORIGINS: Record<Origin, string> = {
  pinned: 'Its input is pinned.',
  run: 'Its input comes from the last run.',
  sample: 'Its input is a sample: nothing ran before it yet.',
};

/** Below the settings of a step: to try it out, and what came of that. */
export default function StepTesting({ node }: { node: GraphNode }) {
  const { manifests } = useEditor();
  const isTrigger = manifests.get(node.type)?.kind === 'trigger';
  return (
    <section className={classes.testing} aria-label="Test">
      {isTrigger ? <ListenBar node={node} /> : <TestBar node={node} />}
      <StepOutcome node={node} isTrigger={isTrigger} />
    </section>
  );
}

function TestBar({ node }: { node: GraphNode }) {
  const { tests, manifests } = useEditor();
  const isStarting = useRunState((state) => state.isStarting);
  const graph = useDocument((snapshot) => snapshot.graph);
  const pins = useTestingState((state) => state.pins);
  const results = useTestingState((state) => state.results);
  const { origin } = testInput(graph, node.id, { pins, results }, manifests);
  return (
    <>
      <div className={classes.bar}>
        <Button
          size="compact-md"
          leftSection={<CirclePlay size={15} aria-hidden />}
          loading={isStarting}
          onClick={() => tests.do((test) => test.testStep(node.id))}
        >
          Test step
        </Button>
        <Button
          size="compact-md"
          variant="default"
          title="Run what leads here, and this step (Ctrl Shift Enter)"
          leftSection={<SkipForward size={15} aria-hidden />}
          disabled={isStarting}
          onClick={() => tests.do((test) => test.runToHere(node.id))}
        >
          Run to here
        </Button>
        <PinButtons nodeId={node.id} />
      </div>
      <p className={classes.hint}>{ORIGINS[origin]}</p>
      <EffectQuestion nodeId={node.id} />
    </>
  );
}

/** What is done to the world can't be taken back, so it is said before it is done for the first time. */
function EffectQuestion({ nodeId }: { nodeId: string }) {
  const { session, tests } = useEditor();
  const isAsking = useTestingState((state) => state.asking === nodeId);
  if (!isAsking) return null;
  return (
    <Alert variant="light" color="yellow" p="xs" role="alert" icon={<TriangleAlert size={16} aria-hidden />}>
      This step has side effects: a test performs them for real.
      <div className={classes.answers}>
        <Button size="compact-sm" autoFocus onClick={() => tests.do((test) => test.testStep(nodeId, true))}>
          Test it
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => session.testing.setState({ asking: undefined })}>
          Not now
        </Button>
      </div>
    </Alert>
  );
}
