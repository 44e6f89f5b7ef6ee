import { Button } from '@mantine/core';
import type { RunError } from '@eventloom/backend/contract';
import { CircleX } from 'lucide-react';
import type { ShownRun } from '../api/queries';
import type { Chosen } from './chosen-step';
import classes from './run-page.module.css';

interface RunErrorBarProps {
  run: ShownRun;
  error: RunError;
  onSelect: (chosen: Chosen) => void;
}

/** Says why a run failed, before anyone has to look for it. */
export function RunErrorBar({ run, error, onSelect }: RunErrorBarProps) {
  const { nodeId, iteration } = error;
  const label = run.graph.nodes.find((node) => node.id === nodeId)?.label ?? nodeId;
  return (
    <div className={classes.error} role="alert">
      <CircleX size={16} aria-hidden />
      <p title={error.message}>
        <code>{error.code}</code> {error.message}
      </p>
      {nodeId !== undefined && (
        <Button
          variant="subtle"
          color="red"
          size="compact-xs"
          onClick={() => onSelect({ nodeId, ...(iteration !== undefined && { iteration }) })}
        >
          at {label}
          {iteration !== undefined && `, iteration ${iteration}`}
        </Button>
      )}
    </div>
  );
}
