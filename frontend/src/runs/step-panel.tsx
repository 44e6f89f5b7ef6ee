import { Tabs } from '@mantine/core';
import type { NodeManifest } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ShownRun, ShownStep } from '../api/queries';
import { NodeIcon } from '../ui/node-icon';
import { shortId } from '../ui/run-words';
import { StateBadge } from '../ui/state-badge';
import { stepAmong, stepsOf, type Chosen } from './chosen-step';
import { IterationPicker } from './iteration-picker';
import classes from './step-panel.module.css';
import { StepTab, type Tab } from './step-tab';

interface StepPanelProps {
  run: ShownRun;
  chosen: Chosen;
  manifest: NodeManifest | undefined;
  onPick: (iteration: string | undefined) => void;
}

/** What one step took, gave and met. Give it a `key` by node. */
export function StepPanel({ run, chosen: { nodeId, iteration }, manifest, onPick }: StepPanelProps) {
  const steps = useMemo(() => stepsOf(run, nodeId), [run, nodeId]);
  const step = stepAmong(steps, iteration);
  const node = run.graph.nodes.find((candidate) => candidate.id === nodeId);
  const label = node?.label ?? manifest?.title ?? nodeId;
  return (
    <aside className={classes.panel} aria-label="Step">
      <header className={classes.header}>
        {manifest && (
          <span className={classes.icon} data-tone={manifest.tone}>
            <NodeIcon name={manifest.icon} />
          </span>
        )}
        <div className={classes.title}>
          <h2>{label}</h2>
          <span>
            {manifest?.title ?? node?.type} · <code>{nodeId}</code>
          </span>
        </div>
        {step && <StateBadge state={step.status} />}
      </header>
      {step?.iteration !== undefined && <IterationPicker steps={steps} step={step} onPick={onPick} />}
      {step?.childRunId !== undefined && (
        <p className={classes.child}>
          It started another run:{' '}
          <Link to="/runs/$runId" params={{ runId: step.childRunId }}>
            <code>{shortId(step.childRunId)}</code>
          </Link>
        </p>
      )}
      {step ? (
        <StepTabs step={step} label={label} isTrigger={nodeId === run.trigger} />
      ) : (
        <p className={classes.none}>This step took no part in the run.</p>
      )}
    </aside>
  );
}

/** The tab that is chosen stays from one iteration to the next. */
function StepTabs({ step, label, isTrigger }: { step: ShownStep; label: string; isTrigger: boolean }) {
  const [chosen, setChosen] = useState<Tab>();
  const logs = step.logs ?? [];
  const isThere = chosen !== undefined && (chosen !== 'error' || step.error) && (chosen !== 'logs' || logs.length > 0);
  const tab = isThere ? chosen : step.error ? 'error' : 'output';
  return (
    <Tabs value={tab} onChange={(value) => setChosen(value as Tab)} className={classes.tabs} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="input">Input</Tabs.Tab>
        <Tabs.Tab value="output">Output</Tabs.Tab>
        <Tabs.Tab value="attempts">Attempts{step.attempts.length > 1 && ` (${step.attempts.length})`}</Tabs.Tab>
        {logs.length > 0 && <Tabs.Tab value="logs">Logs ({logs.length.toLocaleString()})</Tabs.Tab>}
        <Tabs.Tab value="error" disabled={!step.error}>
          Error
        </Tabs.Tab>
      </Tabs.List>
      <StepTab step={step} tab={tab} label={label} isTrigger={isTrigger} />
    </Tabs>
  );
}
