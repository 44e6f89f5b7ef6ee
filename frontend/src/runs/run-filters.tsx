import { runStatusSchema, toStatuses } from '@eventloom/backend/contract';
import { Button, Menu, MultiSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ListFilterPlus } from 'lucide-react';
import { useState } from 'react';
import type { RunFilter } from '../api/queries';
import { Filters } from '../ui/filters';
import { StateBadge } from '../ui/state-badge';
import { WorkflowSelect } from '../ui/workflow-select';
import { FilterField } from './filter-fields';
import { countFilters, MORE_FILTERS, RECENT, shownFilters, type MoreFilter } from './more-filters';
import classes from './run-filters.module.css';
import { SavedViews } from './saved-views';
import { SearchField } from './search-field';
import type { SavedView } from './views';

const route = getRouteApi('/shell/runs');
const STATES = runStatusSchema.options.map((state) => ({
  value: state,
  label: state[0]?.toUpperCase() + state.slice(1),
}));
const NONE: ReadonlySet<MoreFilter> = new Set();

/** Which runs the list shows; kept in the URL. */
export function RunFilters({ isSearchWrong }: { isSearchWrong: boolean }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [added, setAdded] = useState(NONE);
  const show = (filter: SavedView['filter']) => {
    setAdded(NONE);
    void navigate({ search: filter, replace: true });
  };
  const set = (change: RunFilter) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const shown = shownFilters(search, added);
  return (
    <Filters label="Filter runs">
      <WorkflowSelect
        label="Workflow"
        placeholder="All workflows"
        value={search.workflowId}
        onChange={(workflowId) => set({ workflowId })}
        width={220}
      />
      <MultiSelect
        className={classes.states}
        aria-label="State"
        {...(search.status === undefined && { placeholder: 'All states' })}
        data={STATES}
        value={toStatuses(search.status)}
        onChange={(states) => set({ status: states.join(',') || undefined })}
        renderOption={({ option }) => <StateBadge state={runStatusSchema.parse(option.value)} />}
        clearable
      />
      <SearchField value={search.q} isWrong={isSearchWrong} onChange={(q) => set({ q })} />
      {shown.map((name) => (
        <FilterField key={name} name={name} filter={search} onChange={set} />
      ))}
      <AddFilter
        shown={shown}
        onAdd={(name) => setAdded(new Set([...added, name]))}
        onRecent={(span) => set({ from: new Date(Date.now() - span).toISOString(), to: undefined })}
      />
      <SavedViews filter={search} onShow={show} />
      {(countFilters(search) > 0 || added.size > 0) && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => show({})}>
          Clear
        </Button>
      )}
    </Filters>
  );
}

interface AddFilterProps {
  shown: readonly MoreFilter[];
  onAdd: (name: MoreFilter) => void;
  onRecent: (span: number) => void;
}

function AddFilter({ shown, onAdd, onRecent }: AddFilterProps) {
  const names = (Object.keys(MORE_FILTERS) as MoreFilter[]).filter((name) => !shown.includes(name));
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<ListFilterPlus size={14} aria-hidden />}>
          Add filter
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(RECENT).map(([name, span]) => (
          <Menu.Item key={name} onClick={() => onRecent(span)}>
            {name}
          </Menu.Item>
        ))}
        {names.length > 0 && <Menu.Divider />}
        {names.map((name) => (
          <Menu.Item key={name} onClick={() => onAdd(name)}>
            {MORE_FILTERS[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
