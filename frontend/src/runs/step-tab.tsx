import { Tabs } from '@mantine/core';
import type { DataPreview } from '@eventloom/backend/contract';
import { messageOf } from '../api/api-error';
import type { ShownStep } from '../api/queries';
import { useStepData } from '../api/step-data';
import { DataViewer } from '../ui/data-viewer/data-viewer';
import { formatDuration } from '../ui/format';
import { LogLines } from '../ui/log-lines/log-lines';
import { AttemptList } from './attempt-list';
import { ErrorDetails } from './error-details';
import classes from './step-panel.module.css';

export type Tab = 'input' | 'output' | 'attempts' | 'logs' | 'error';

interface StepTabProps {
  step: ShownStep;
  tab: Tab;
  label: string;
  isTrigger: boolean;
}

/** What is behind a tab of the step. */
export function StepTab({ step, tab, label, isTrigger }: StepTabProps) {
  return (
    <Tabs.Panel value={tab} className={classes.content}>
      {tab === 'input' && (
        <Data
          name="Input"
          of={label}
          value={step.input}
          preview={step.inputPreview}
          path="input"
          none={noInput(isTrigger)}
        />
      )}
      {tab === 'output' && (
        <Data
          name="Output"
          of={label}
          value={step.output}
          preview={step.outputPreview}
          path={outputPath(step, isTrigger)}
          none={noOutput(step)}
        />
      )}
      {tab === 'attempts' && <AttemptList step={step} />}
      {tab === 'logs' && <LogLines lines={step.logs ?? []} />}
      {tab === 'error' && step.error && <ErrorDetails error={step.error} />}
      {tab === 'output' && step.port !== undefined && (
        <p className={classes.foot}>
          Left by <strong>{step.port}</strong>
        </p>
      )}
      {tab !== 'attempts' && tab !== 'logs' && step.startedAt && step.finishedAt && (
        <p className={classes.foot}>Took {formatDuration(Date.parse(step.finishedAt) - Date.parse(step.startedAt))}</p>
      )}
    </Tabs.Panel>
  );
}

interface DataProps {
  name: string;
  of: string;
  value: unknown;
  preview: DataPreview | undefined;
  path: string;
  none: string;
}

function Data({ name, of, value: given, preview, path, none }: DataProps) {
  const { value, rest, isLoading, error } = useStepData(given, preview);
  if (given === undefined && !preview) return <p className={classes.none}>{none}</p>;
  if (isLoading) return <p className={classes.none}>{error ? messageOf(error) : 'Loading…'}</p>;
  // What was fetched of one value is no part of another.
  const key = preview ? `${preview.ref} ${preview.bytes}` : name;
  return <DataViewer key={key} label={`${name} of ${of}`} value={value} path={path} rest={rest} />;
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
