import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Filters } from '../ui/filters';
import { LinkButton } from '../ui/link-button';
import { WorkflowSelect } from '../ui/workflow-select';

const route = getRouteApi('/shell/errors');
const STATES = [
  { value: 'open' as const, label: 'Open' },
  { value: 'resolved' as const, label: 'Resolved' },
  { value: 'all' as const, label: 'All' },
];

/** Which errors the list shows; kept in the URL. */
export function ErrorFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Filters label="Filter errors">
      <WorkflowSelect
        label="Workflow"
        placeholder="All workflows"
        value={search.workflowId}
        onChange={(workflowId) => void navigate({ search: (old) => ({ ...old, workflowId }), replace: true })}
        width={200}
      />
      <Select
        aria-label="State"
        data={STATES}
        value={search.status ?? 'open'}
        onChange={(value) => {
          const status = STATES.find((state) => state.value === value)?.value;
          void navigate({
            search: (old) => ({ ...old, status: status === 'open' ? undefined : status }),
            replace: true,
          });
        }}
        allowDeselect={false}
        w={120}
      />
      {Object.keys(search).length > 0 && (
        <LinkButton to="/errors" variant="subtle" color="gray" size="compact-sm">
          Clear
        </LinkButton>
      )}
    </Filters>
  );
}
