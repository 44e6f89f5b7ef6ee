import { Select } from '@mantine/core';
import { useWorkflows } from '../api/queries';

interface WorkflowSelectProps {
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange: (workflowId: string | undefined) => void;
  width: number;
}

/** Chooses one of the workflows, or none, to filter a list by. */
export function WorkflowSelect({ label, placeholder, value, onChange, width }: WorkflowSelectProps) {
  const { data } = useWorkflows();
  const workflows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      data={workflows.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(workflowId) => onChange(workflowId ?? undefined)}
      searchable
      clearable
      nothingFoundMessage="No such workflow"
      w={width}
    />
  );
}
