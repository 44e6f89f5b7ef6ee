import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import type { AuditFilter } from '../../api/audit';
import { Filters } from '../../ui/filters';
import { LinkButton } from '../../ui/link-button';
import { TimeRange } from '../../ui/time-range';
import { actionWords } from './action-words';

const route = getRouteApi('/shell/settings/audit');
const TYPING_MS = 250;

/** The kinds of things that are worth looking for; an action of the URL is added as it stands. */
const KINDS = [
  { value: 'session', label: 'Logging in and out' },
  { value: 'user', label: 'Users' },
  { value: 'api-key', label: 'API keys' },
  { value: 'workflow', label: 'Workflows' },
  { value: 'version', label: 'Versions' },
  { value: 'run', label: 'Runs' },
  { value: 'approval', label: 'Approvals' },
  { value: 'schedule', label: 'Schedules' },
  { value: 'event', label: 'Events' },
  { value: 'topic', label: 'Topics' },
  { value: 'dead-letter', label: 'Dead letters' },
  { value: 'connection', label: 'Connections' },
  { value: 'retention', label: 'Retention' },
];

/** Which entries the log shows; kept in the URL. */
export function AuditFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { [Name in keyof AuditFilter]?: AuditFilter[Name] | undefined }): void => {
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  };
  const find = useDebouncedCallback((actor: string) => set({ actor: actor.trim() || undefined }), TYPING_MS);
  const { action } = search;
  const isKind = action === undefined || KINDS.some(({ value }) => value === action);
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Filters label="Filter the audit log">
      <TextInput
        key={String(isFiltered)}
        aria-label="Who"
        placeholder="Anybody"
        defaultValue={search.actor ?? ''}
        onChange={(event) => find(event.currentTarget.value)}
        w={150}
      />
      <Select
        aria-label="What"
        placeholder="Anything"
        data={isKind ? KINDS : [...KINDS, { value: action, label: actionWords(action) }]}
        value={action ?? null}
        onChange={(value) => set({ action: value ?? undefined })}
        clearable
        searchable
        w={190}
      />
      <TimeRange from={search.from} to={search.to} onChange={set} />
      {isFiltered && (
        <LinkButton to="/settings/audit" variant="subtle" color="gray" size="compact-sm">
          Clear
        </LinkButton>
      )}
    </Filters>
  );
}
