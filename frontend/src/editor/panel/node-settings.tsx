import { NativeSelect, NumberInput, Switch } from '@mantine/core';
import { onErrorSchema, type GraphNode, type RetryPolicy } from '@eventloom/backend/contract';
import { changeSettings, type StepSettings } from '../model/change-steps';
import { useEditor } from '../use-editor';
import classes from './panel.module.css';

const FIRST_POLICY: RetryPolicy = { attempts: 3, backoff: 'exponential', delayMs: 1000 };

/** What becomes of a step that fails, and how long it may take. */
export function NodeSettings({ node }: { node: GraphNode }) {
  const { session } = useEditor();
  const change = (settings: StepSettings, merge?: string): void =>
    session.document.edit((graph) => changeSettings(graph, node.id, settings), {
      ...(merge !== undefined && { merge: `${node.id}/${merge}` }),
    });
  const retry = node.retry;
  const changeRetry = (part: Partial<RetryPolicy>): void =>
    change({ retry: { ...FIRST_POLICY, ...retry, ...part } }, 'retry');
  return (
    <details className={classes.settings} open={node.onError !== undefined || retry !== undefined}>
      <summary>When it fails</summary>
      <div className={classes.settingsBody}>
        <NativeSelect
          label="On error"
          value={node.onError ?? 'fail'}
          data={[
            { value: 'fail', label: 'The run fails' },
            { value: 'continue', label: 'Go on, with the error as output' },
            { value: 'branch', label: 'Leave by a port of its own' },
          ]}
          onChange={(event) => {
            const onError = onErrorSchema.parse(event.currentTarget.value);
            change({ onError: onError === 'fail' ? undefined : onError });
          }}
        />
        <Switch
          size="sm"
          label="Try again"
          checked={retry !== undefined}
          onChange={(event) => change({ retry: event.currentTarget.checked ? FIRST_POLICY : undefined })}
        />
        {retry && (
          <div className={classes.retry}>
            <Whole
              label="Attempts in all"
              value={retry.attempts}
              min={1}
              onChange={(attempts) => changeRetry({ attempts })}
            />
            <Whole label="Pause (ms)" value={retry.delayMs} min={0} onChange={(delayMs) => changeRetry({ delayMs })} />
            <NativeSelect
              label="Pauses"
              value={retry.backoff}
              data={[
                { value: 'fixed', label: 'Stay the same' },
                { value: 'exponential', label: 'Double each time' },
              ]}
              onChange={(event) =>
                changeRetry({ backoff: event.currentTarget.value === 'fixed' ? 'fixed' : 'exponential' })
              }
            />
            <Switch
              size="xs"
              className={classes.jitter}
              label="Vary the pauses"
              description="Each lasts from half of it to all, so that many runs do not try again at the same moment."
              checked={retry.jitter ?? false}
              onChange={(event) => changeRetry({ jitter: event.currentTarget.checked })}
            />
          </div>
        )}
        <NumberInput
          label="Time limit (ms)"
          description="The step fails if it takes longer."
          value={node.timeoutMs ?? ''}
          placeholder="none"
          min={1}
          allowDecimal={false}
          hideControls
          onChange={(value) => change({ timeoutMs: typeof value === 'number' ? value : undefined }, 'timeoutMs')}
        />
      </div>
    </details>
  );
}

interface WholeProps {
  label: string;
  value: number;
  min: number;
  onChange: (value: number) => void;
}

function Whole({ label, value, min, onChange }: WholeProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      allowDecimal={false}
      hideControls
      onChange={(next) => typeof next === 'number' && next >= min && onChange(next)}
    />
  );
}
