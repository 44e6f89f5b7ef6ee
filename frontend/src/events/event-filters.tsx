import { Autocomplete, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import type { EventFilter } from '../api/events';
import { useTopics } from '../api/topics';
import { Filters } from '../ui/filters';
import { LinkButton } from '../ui/link-button';
import { TimeRange } from '../ui/time-range';

const route = getRouteApi('/shell/events');
const TYPING_MS = 250;

/** Which events the list shows; kept in the URL. */
export function EventFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useTopics();
  const topics = data?.pages.flatMap((page) => page.items.map(({ type }) => type)) ?? [];
  const set = (change: { [Name in keyof EventFilter]?: string | undefined }): void => {
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  };
  const find = useDebouncedCallback((name: 'type' | 'subject', text: string) => {
    set({ [name]: text.trim() || undefined });
  }, TYPING_MS);
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Filters label="Filter events">
      <Autocomplete
        // What is typed is the field's own until the filters are cleared elsewhere.
        key={`type ${isFiltered}`}
        aria-label="Topic"
        placeholder="All topics"
        data={topics}
        defaultValue={search.type ?? ''}
        onChange={(text) => find('type', text)}
        limit={20}
        size="sm"
        w={240}
      />
      <TextInput
        key={`subject ${isFiltered}`}
        aria-label="Subject"
        placeholder="Any subject"
        defaultValue={search.subject ?? ''}
        onChange={(event) => find('subject', event.currentTarget.value)}
        w={180}
      />
      <TimeRange from={search.from} to={search.to} onChange={set} />
      {isFiltered && (
        <LinkButton to="/events" variant="subtle" color="gray" size="compact-sm">
          Clear
        </LinkButton>
      )}
    </Filters>
  );
}
