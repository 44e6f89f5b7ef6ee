import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWorkflowName, useWorkflows } from '../../api/queries';
import { described, type ControlProps } from '../control-props';
import classes from '../schema-form.module.css';

const PATIENCE_MS = 200;

/** One of the workflows of this installation; its value is the workflow's id. */
export function WorkflowControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const chosen = typeof value === 'string' && value !== '' ? value : undefined;
  const name = useWorkflowName(chosen);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed === name ? '' : typed, PATIENCE_MS);
  const { data } = useWorkflows(search === '' ? {} : { q: search });
  const found = data?.pages.flatMap((page) => page.items).map((item) => ({ value: item.id, label: item.name })) ?? [];
  const isListed = found.some((option) => option.value === chosen);
  const kept = chosen === undefined || isListed ? [] : [{ value: chosen, label: name ?? chosen }];
  return (
    <>
      <Select
        id={id}
        data={[...kept, ...found]}
        value={chosen ?? null}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        // The server has searched already.
        filter={({ options }) => options}
        placeholder={field.placeholder ?? 'Choose a workflow'}
        nothingFoundMessage="No such workflow"
        error={isInvalid}
        attributes={described(describedBy)}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {chosen !== undefined && (
        <Link to="/workflows/$workflowId" params={{ workflowId: chosen }} className={classes.link}>
          Open {name ?? 'the workflow'}
        </Link>
      )}
    </>
  );
}
