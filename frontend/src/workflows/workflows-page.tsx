import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { workflowStatusSchema, type WorkflowStatus } from '@eventloom/backend/contract';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Search, Workflow } from 'lucide-react';
import { useState } from 'react';
import { keys, useWorkflows } from '../api/queries';
import { useLiveRefresh } from '../api/use-live-refresh';
import { EmptyState } from '../ui/empty-state';
import { Filters } from '../ui/filters';
import { formatCount } from '../ui/format';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { CreateWorkflowDialog } from './create-workflow-dialog';
import { WorkflowsTable } from './workflows-table';

const route = getRouteApi('/shell/workflows');
const STATES = workflowStatusSchema.options.map((state) => ({
  value: state,
  label: state.charAt(0).toUpperCase() + state.slice(1),
}));

/** All workflows: find one, make one, delete one. */
export function WorkflowsPage() {
  const search = route.useSearch();
  const query = useWorkflows(search);
  const [creating, setCreating] = useState(false);
  useLiveRefresh(keys.workflows, { when: (change) => change.type === 'workflow' });
  const workflows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = Object.keys(search).length;
  const create = (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      New workflow
    </Button>
  );
  return (
    <Page title="Workflows" intro="What happens when an event arrives." actions={create}>
      {(filters > 0 || workflows.length > 0) && <WorkflowFilters />}
      <ListState name="Workflows" query={query} />
      {workflows.length > 0 && <WorkflowsTable workflows={workflows} />}
      {query.isSuccess && workflows.length === 0 && (filters > 0 ? <NoMatch filters={filters} /> : <NoWorkflows />)}
      <LoadMore query={query} />
      <CreateWorkflowDialog opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function WorkflowFilters() {
  const { q = '', status = null } = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { q?: string; status?: WorkflowStatus }) => {
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  };
  const find = useDebouncedCallback((text: string) => set({ q: text.trim() || undefined }), 250);
  return (
    <Filters label="Filter workflows">
      <TextInput
        type="search"
        aria-label="Search workflows"
        placeholder="Search by name"
        leftSection={<Search size={14} aria-hidden />}
        defaultValue={q}
        onChange={(event) => find(event.currentTarget.value)}
        w={280}
      />
      <Select
        aria-label="State"
        placeholder="All states"
        data={STATES}
        value={status}
        onChange={(value) => set({ status: workflowStatusSchema.safeParse(value).data })}
        clearable
        w={160}
      />
    </Filters>
  );
}

function NoMatch({ filters }: { filters: number }) {
  return (
    <EmptyState text={`No workflows match ${formatCount(filters, 'filter')}.`}>
      <LinkButton to="/workflows" variant="default">
        Clear
      </LinkButton>
    </EmptyState>
  );
}

function NoWorkflows() {
  return (
    <EmptyState
      icon={<Workflow size={32} aria-hidden />}
      text="There is no workflow yet. Draw one of your own, or take the starter and see events flow within a minute."
    >
      <LinkButton to="/">Try it with sample data</LinkButton>
    </EmptyState>
  );
}
