import { Tabs } from '@mantine/core';
import type { GraphNode } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStepData } from '../../api/step-data';
import { DataViewer } from '../../ui/data-viewer/data-viewer';
import { LogLines } from '../../ui/log-lines/log-lines';
import { StateBadge } from '../../ui/state-badge';
import { TimeAgo } from '../../ui/time-ago';
import { useDocument, useTestingState } from '../use-editor';
import { staleSteps } from './stale-steps';
import classes from './testing.module.css';
import type { StepResult } from './testing-store';

type Tab = 'output' | 'input' | 'error' | 'logs';

/** What a step came to the last time; where it is pinned, what other tests take instead. */
export function StepOutcome({ node, isTrigger }: { node: GraphNode; isTrigger: boolean }) {
  const result = useTestingState((state) => state.results[node.id]);
  const pin = useTestingState((state) => state.pins[node.id]);
  const isStale = useDocument(({ graph }) => result !== undefined && staleSteps(result.graph, graph).has(node.id));
  if (!result && !pin) return null;
  const path = isTrigger ? 'trigger' : `steps.${node.id}`;
  const label = node.label ?? node.id;
  return (
    <div className={classes.outcome}>
      {pin && (
        <>
          <p className={classes.origin}>
            <strong>Pinned</strong> <TimeAgo time={pin.pinnedAt} />
          </p>
          <DataViewer key={pin.pinnedAt} label={`Pinned output of ${label}`} value={pin.output} path={path} />
        </>
      )}
      {result && (!pin || result.at > pin.pinnedAt) && (
        <>
          <p className={classes.origin}>
            {result.runId === undefined ? <strong>Heard</strong> : <StateBadge state={result.status} />}
            <TimeAgo time={result.at} />
            {isStale && (
              <span className={classes.stale} title="The step, or one before it, changed since">
                Out of date
              </span>
            )}
            {result.runId !== undefined && (
              <Link to="/runs/$runId" params={{ runId: result.runId }} className={classes.link}>
                See the run
              </Link>
            )}
          </p>
          <Outcome result={result} label={label} path={path} isTrigger={isTrigger} />
        </>
      )}
    </div>
  );
}

interface OutcomeProps {
  result: StepResult;
  label: string;
  path: string;
  isTrigger: boolean;
}

/** The chosen tab stays where it is when the step is tested again, if there is anything behind it still. */
function Outcome({ result, label, path, isTrigger }: OutcomeProps) {
  const { error, logs = [], at } = result;
  const input = useStepData(result.input ?? null, result.inputPreview);
  const output = useStepData(result.output, result.outputPreview);
  const [chosen, setChosen] = useState<Tab>();
  const isThere: Record<Tab, boolean> = {
    output: true,
    input: !isTrigger,
    error: error !== undefined,
    logs: logs.length > 0,
  };
  const tab = chosen !== undefined && isThere[chosen] ? chosen : isThere.error ? 'error' : 'output';
  return (
    <Tabs value={tab} onChange={(value) => setChosen(value as Tab)} className={classes.tabs} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="output">Output</Tabs.Tab>
        {isThere.input && <Tabs.Tab value="input">Input</Tabs.Tab>}
        {error && <Tabs.Tab value="error">Error</Tabs.Tab>}
        {isThere.logs && <Tabs.Tab value="logs">Logs ({logs.length.toLocaleString()})</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="output">
        {output.value === undefined ? (
          <p className={classes.none}>{output.isLoading ? 'Loading…' : 'It gave nothing.'}</p>
        ) : (
          <DataViewer key={at} label={`Output of ${label}`} value={output.value} path={path} rest={output.rest} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="input">
        <DataViewer key={at} label={`Input of ${label}`} value={input.value} path="input" rest={input.rest} />
      </Tabs.Panel>
      {error && (
        <Tabs.Panel value="error">
          <p className={classes.error}>
            <code>{error.code}</code> {error.message}
          </p>
        </Tabs.Panel>
      )}
      <Tabs.Panel value="logs">
        <div className={classes.logs}>
          <LogLines lines={logs} />
        </div>
      </Tabs.Panel>
    </Tabs>
  );
}
