import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { ShownStep } from '../api/queries';
import { StateGlyph } from '../ui/state-badge';
import classes from './step-panel.module.css';

interface IterationPickerProps {
  /** One for each iteration, in their order. */
  steps: readonly ShownStep[];
  step: ShownStep;
  onPick: (iteration: string | undefined) => void;
}

/** So many are listed at a time; typing finds the others. */
const MOST_LISTED = 100;

/** Which iteration of a loop is looked at; from one failure to the next with a press. */
export function IterationPicker({ steps, step, onPick }: IterationPickerProps) {
  const place = steps.indexOf(step);
  const options = useMemo(() => toOptions(steps), [steps]);
  const failures = useMemo(() => steps.filter(({ status }) => status === 'failed'), [steps]);
  const nextFailure = failures.find((each) => steps.indexOf(each) > place) ?? failures[0];
  const go = (to: ShownStep | undefined): void => to && onPick(to.iteration);
  return (
    <div className={classes.iterations} role="group" aria-label="Iteration">
      <Neighbour label="Iteration before" to={steps[place - 1]} onGo={go} icon={ChevronLeft} />
      <Select
        size="xs"
        w={110}
        aria-label="Iteration"
        data={options}
        value={step.iteration ?? ''}
        searchable
        limit={MOST_LISTED}
        allowDeselect={false}
        leftSection={<StateGlyph state={step.status} size={13} />}
        nothingFoundMessage="None"
        comboboxProps={{ width: 200, position: 'bottom-start' }}
        renderOption={({ option }) => {
          const status = steps.find(({ iteration }) => (iteration ?? '') === option.value)?.status;
          return (
            <span className={classes.option}>
              {status && <StateGlyph state={status} size={13} />} {option.label}
              <span>{status}</span>
            </span>
          );
        }}
        onChange={(iteration) => iteration !== null && onPick(iteration)}
      />
      <Neighbour label="Iteration after" to={steps[place + 1]} onGo={go} icon={ChevronRight} />
      <span className={classes.of}>of {steps.length.toLocaleString()}</span>
      {nextFailure && (failures.length > 1 || nextFailure !== step) && (
        <Button variant="subtle" color="red" size="compact-xs" onClick={() => go(nextFailure)}>
          {failures.length === 1 ? 'The one that failed' : `Next of ${failures.length.toLocaleString()} failed`}
        </Button>
      )}
    </div>
  );
}

/** The failed ones first, as in the timeline. */
function toOptions(steps: readonly ShownStep[]): { value: string; label: string }[] {
  const failed = steps.filter(({ status }) => status === 'failed');
  const others = steps.filter(({ status }) => status !== 'failed');
  return [...failed, ...others].map(({ iteration = '' }) => ({ value: iteration, label: iteration }));
}

interface NeighbourProps {
  label: string;
  to: ShownStep | undefined;
  onGo: (to: ShownStep | undefined) => void;
  icon: typeof ChevronLeft;
}

function Neighbour({ label, to, onGo, icon: Icon }: NeighbourProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={label}
        disabled={to === undefined}
        onClick={() => onGo(to)}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
