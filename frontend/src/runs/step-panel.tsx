import { Tabs } from '@mantine/core';
import type { NodeManifest } from '@eventloom/backend/contract';
import { useState } from 'react';
import type { ShownRun, ShownStep } from '../api/queries';
import { DataViewer } from '../ui/data-viewer/data-viewer';
import { formatDuration } from '../ui/format';
import { NodeIcon } from '../ui/node-icon';
import { StateBadge } from '../ui/state-badge';
import { AttemptList } from './attempt-list';
import { ErrorDetails } from './error-details';
import classes from './step-panel.module.css';

interface StepPanelProps {
  run: ShownRun;
  nodeId: string;
  manifest: NodeManifest | undefined;
}

type Tab = 'input' | 'output' | 'attempts' | 'error';

/** What one step took, gave and met. Give it a `key` by step. */
export function StepPanel({ run, nodeId, manifest }: StepPanelProps) {
  const step = run.steps.find((candidate) => candidate.nodeId === nodeId);
  const node = run.graph.nodes.find((candidate) => candidate.id === nodeId);
  const [chosen, setChosen] = useState<Tab>();
  const tab = chosen ?? (step?.error ? 'error' : 'output');
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
      {step ? (
        <Tabs value={tab} onChange={(value) => setChosen(value as Tab)} className={classes.tabs} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="input">Input</Tabs.Tab>
            <Tabs.Tab value="output">Output</Tabs.Tab>
            <Tabs.Tab value="attempts">Attempts{step.attempts.length > 1 && ` (${step.attempts.length})`}</Tabs.Tab>
            <Tabs.Tab value="error" disabled={!step.error}>
              Error
            </Tabs.Tab>
          </Tabs.List>
          <StepTab step={step} tab={tab} label={label} isTrigger={nodeId === run.trigger} />
        </Tabs>
      ) : (
        <p className={classes.none}>This step took no part in the run.</p>
      )}
    </aside>
  );
}

interface StepTabProps {
  step: ShownStep;
  tab: Tab;
  label: string;
  isTrigger: boolean;
}

function StepTab({ step, tab, label, isTrigger }: StepTabProps) {
  return (
    <Tabs.Panel value={tab} className={classes.content}>
      {tab === 'input' && <Data name="Input" of={label} value={step.input} path="input" none={noInput(isTrigger)} />}
      {tab === 'output' && (
        <Data name="Output" of={label} value={step.output} path={outputPath(step, isTrigger)} none={noOutput(step)} />
      )}
      {tab === 'attempts' && <AttemptList step={step} />}
      {tab === 'error' && step.error && <ErrorDetails error={step.error} />}
      {tab === 'output' && step.port !== undefined && (
        <p className={classes.foot}>
          Left by <strong>{step.port}</strong>
        </p>
      )}
      {tab !== 'attempts' && step.startedAt && step.finishedAt && (
        <p className={classes.foot}>Took {formatDuration(Date.parse(step.finishedAt) - Date.parse(step.startedAt))}</p>
      )}
    </Tabs.Panel>
  );
}

interface DataProps {
  name: string;
  of: string;
  value: unknown;
  path: string;
  none: string;
}

function Data({ name, of, value, path, none }: DataProps) {
  if (value === undefined) return <p className={classes.none}>{none}</p>;
  return <DataViewer key={name} label={`${name} of ${of}`} value={value} path={path} />;
}

/** How later steps reach this output in their expressions. */
function outputPath(step: ShownStep, isTrigger: boolean): string {
  return isTrigger ? 'trigger' : `steps.${step.nodeId}`;
}

function noInput(isTrigger: boolean): string {
  return isTrigger ? 'A trigger has no input: it begins the run. What it brought is its output.' : 'It had no input.';
}

function noOutput(step: ShownStep): string {
  switch (step.status) {
    case 'pending':
    case 'running':
      return 'It has given nothing yet.';
    case 'waiting':
      return 'It is waiting, and has given nothing yet.';
    case 'skipped':
      return 'It was skipped: no branch led here.';
    case 'failed':
      return 'It failed and gave nothing.';
    default:
      return 'It gave nothing.';
  }
}
