import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useWorkflows } from '../../api/queries';
import { useProblems } from '../use-editor';

interface FailureSelectProps {
  value: string | undefined;
  onChange: (workflowId: string | undefined) => void;
}

/** Chooses the workflow that a failed run starts, found by its name. */
export function FailureSelect({ value, onChange }: FailureSelectProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const found = useWorkflows(asked.trim() === '' ? {} : { q: asked.trim() });
  const all = useWorkflows();
  const problem = useProblems().find(({ pointer }) => pointer === '/settings/onFailure/workflowId');
  const names = new Map<string, string>();
  for (const query of [found, all])
    for (const { id, name } of query.data?.pages.flatMap(({ items }) => items) ?? []) names.set(id, name);
  // What is chosen stays to be seen, though it may be on no page that has been loaded, or be gone.
  if (value !== undefined && !names.has(value)) names.set(value, problem ? 'A workflow that is gone' : value);
  return (
    <Select
      label="When a run fails, start"
      description="It gets the event eventloom.run.failed, which everybody else may listen to as well."
      placeholder="no workflow"
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      onSearchChange={setSearch}
      error={problem?.detail}
      nothingFoundMessage="No workflow has that name"
      searchable
      clearable
    />
  );
}
