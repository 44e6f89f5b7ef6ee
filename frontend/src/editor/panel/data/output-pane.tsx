import type { GraphNode } from '@eventloom/backend/contract';
import { DataViewer } from '../../../ui/data-viewer/data-viewer';
import { StateBadge } from '../../../ui/state-badge';
import type { StepData } from '../../data/use-step-data';
import classes from './data-pane.module.css';
import { PaneHead } from './pane-head';

interface OutputPaneProps {
  node: GraphNode;
  data: StepData;
  isTrigger: boolean;
}

/** What the step gave when it ran last. */
export default function OutputPane({ node, data: { step, run, expressions }, isTrigger }: OutputPaneProps) {
  return (
    <section className={classes.pane} aria-label="Output">
      <PaneHead title="Output" note={step ? expressions.origin : ''}>
        {step && <StateBadge state={step.status} />}
      </PaneHead>
      {step?.error && <p className={classes.error}>{step.error.message}</p>}
      {step?.output === undefined ? (
        <p className={classes.none}>{step ? 'It gave nothing in this run.' : 'It has not run yet.'}</p>
      ) : (
        <DataViewer
          key={run?.id}
          label={`Output of ${node.label ?? node.id}`}
          value={step.output}
          path={isTrigger ? 'trigger' : `steps.${node.id}`}
        />
      )}
    </section>
  );
}
