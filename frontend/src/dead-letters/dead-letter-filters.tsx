import { deadLetterStatusSchema } from '@eventloom/backend/contract';
import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import type { DeadLetterFilter } from '../api/dead-letters';
import { Filters } from '../ui/filters';
import { LinkButton } from '../ui/link-button';
import { TimeRange } from '../ui/time-range';
import { WorkflowSelect } from '../ui/workflow-select';

const route = getRouteApi('/shell/dead-letters');
const STATES = deadLetterStatusSchema.options.map((state) => ({
  value: state,
  label: state.charAt(0).toUpperCase() + state.slice(1),
}));
const TYPING_MS = 250;

/** Which dead letters the list shows; kept in the URL. */
export function DeadLetterFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { [Name in keyof DeadLetterFilter]?: DeadLetterFilter[Name] | undefined }): void => {
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  };
  const find = useDebouncedCallback((topic: string) => set({ type: topic.trim() || undefined }), TYPING_MS);
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Filters label="Filter dead letters">
      <WorkflowSelect
        label="Consumer"
        placeholder="All consumers"
        value={search.workflowId}
        onChange={(workflowId) => set({ workflowId })}
        width={160}
      />
      <TextInput
        key={String(isFiltered)}
        aria-label="Topic"
        placeholder="All topics"
        defaultValue={search.type ?? ''}
        onChange={(event) => find(event.currentTarget.value)}
        w={150}
      />
      <Select
        aria-label="State"
        data={STATES}
        value={search.status ?? 'open'}
        onChange={(value) => {
          const status = deadLetterStatusSchema.safeParse(value).data;
          set({ status: status === 'open' ? undefined : status });
        }}
        allowDeselect={false}
        w={108}
      />
      <TimeRange from={search.from} to={search.to} onChange={set} />
      {isFiltered && (
        <LinkButton to="/dead-letters" variant="subtle" color="gray" size="compact-sm">
          Clear
        </LinkButton>
      )}
    </Filters>
  );
}
