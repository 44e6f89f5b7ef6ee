import { runStatusSchema } from '@eventloom/backend/contract';
import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { RunFilter } from '../api/queries';
import { Filters } from '../ui/filters';
import { LinkButton } from '../ui/link-button';
import { StateBadge, StateGlyph } from '../ui/state-badge';
import { WorkflowSelect } from '../ui/workflow-select';

const route = getRouteApi('/shell/runs');
const STATES = runStatusSchema.options.map((state) => ({
  value: state,
  label: state[0]?.toUpperCase() + state.slice(1),
}));

/** Which runs the list shows; kept in the URL. */
export function RunFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: RunFilter) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  return (
    <Filters label="Filter runs">
      <WorkflowSelect
        label="Workflow"
        placeholder="All workflows"
        value={search.workflowId}
        onChange={(workflowId) => set({ workflowId })}
        width={240}
      />
      <Select
        aria-label="State"
        placeholder="All states"
        data={STATES}
        value={search.status ?? null}
        onChange={(value) => set({ status: runStatusSchema.safeParse(value).data })}
        leftSection={search.status && <StateGlyph state={search.status} />}
        renderOption={({ option }) => <StateBadge state={runStatusSchema.parse(option.value)} />}
        clearable
        w={170}
      />
      {Object.keys(search).length > 0 && (
        <LinkButton to="/runs" variant="subtle" color="gray" size="compact-sm">
          Clear
        </LinkButton>
      )}
    </Filters>
  );
}
