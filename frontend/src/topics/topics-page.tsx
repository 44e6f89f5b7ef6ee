import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Search, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useTopics } from '../api/topics';
import { EmptyState } from '../ui/empty-state';
import { Filters } from '../ui/filters';
import { LinkButton } from '../ui/link-button';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { CreateTopicDialog } from './create-topic-dialog';
import { TopicsTable } from './topics-table';

const route = getRouteApi('/shell/topics');
const TYPING_MS = 250;

/** All topics: what flows, who tells it and who listens. */
export function TopicsPage() {
  const { q } = route.useSearch();
  const query = useTopics(q);
  const [isCreating, setCreating] = useState(false);
  const topics = query.data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <Button variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      New topic
    </Button>
  );
  return (
    <Page
      title="Topics"
      intro="What flows between workflows: who tells it, who listens, and what it looks like."
      actions={create}
    >
      {(q !== undefined || topics.length > 0) && <TopicSearch />}
      <ListState name="Topics" query={query} />
      {topics.length > 0 && <TopicsTable topics={topics} />}
      {query.isSuccess && topics.length === 0 && <NoTopics isFiltered={q !== undefined} />}
      <LoadMore query={query} />
      <CreateTopicDialog opened={isCreating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function TopicSearch() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const find = useDebouncedCallback((text: string) => {
    void navigate({ search: { q: text.trim() || undefined }, replace: true });
  }, TYPING_MS);
  return (
    <Filters label="Filter topics">
      <TextInput
        type="search"
        aria-label="Search topics"
        placeholder="Search by name"
        leftSection={<Search size={14} aria-hidden />}
        defaultValue={q}
        onChange={(event) => find(event.currentTarget.value)}
        w={280}
      />
    </Filters>
  );
}

function NoTopics({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState text="No topics match this search.">
        <LinkButton to="/topics" variant="default">
          Clear
        </LinkButton>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Waypoints size={32} aria-hidden />}
      text="There is no topic yet. One comes into being with its first event, or with the first workflow that listens to it."
    >
      <LinkButton to="/">Try it with sample data</LinkButton>
    </EmptyState>
  );
}
