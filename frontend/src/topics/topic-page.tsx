import { Button, Group, Loader, Tabs } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { TOPIC_PATTERN, type Topic } from '@eventloom/backend/contract';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../api/api-error';
import { useTopic } from '../api/topics';
import { Failure } from '../ui/failure';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import { SchemaTab } from './schema-tab';
import { SettingsTab } from './settings-tab';
import { TopicEnds } from './topic-ends';
import { TopicHeader } from './topic-header';
import classes from './topics.module.css';
import { useSaveTopic } from './use-save-topic';

const route = getRouteApi('/shell/topics/$type');

/** The topic of the URL. */
export function TopicPage() {
  const { type } = route.useParams();
  const { data, error, refetch } = useTopic(type);
  if (data) return <ShownTopic key={type} topic={data} />;
  if (!error) return <Loader size="sm" m="lg" aria-label="Loading the topic" />;
  if (error instanceof ApiError && error.status === 404) return <UnknownTopic type={type} />;
  return (
    <Page title="The topic could not be loaded">
      <Failure title="The topic could not be loaded" error={error} onRetry={() => void refetch()} />
    </Page>
  );
}

/** A topic that is named somewhere, but has neither events nor a description yet. */
function UnknownTopic({ type }: { type: string }) {
  const save = useSaveTopic(type);
  return (
    <Page title={`Nothing is known of ${type}`} intro="A topic becomes known with its first event, or by creating it.">
      <Group gap="xs">
        {TOPIC_PATTERN.test(type) && (
          <Button loading={save.isPending} onClick={() => save.mutate({})}>
            Create topic
          </Button>
        )}
        <LinkButton to="/topics" variant="default">
          See all topics
        </LinkButton>
      </Group>
      {save.error && <Failure title="The topic could not be created" error={save.error} />}
    </Page>
  );
}

/** What flows over a topic, between whom, and what it looks like. */
function ShownTopic({ topic }: { topic: Topic }) {
  useDocumentTitle(`${topic.type} · Eventloom`);
  const { tab = 'consumers' } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (next: string | null): void => {
    const chosen = next === 'schema' || next === 'settings' ? ({ tab: next } as const) : {};
    void navigate({ search: chosen, replace: true, resetScroll: false });
  };
  return (
    <div className={classes.page}>
      <TopicHeader topic={topic} />
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="consumers">Producers and consumers</Tabs.Tab>
          <Tabs.Tab value="schema">Schema</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="consumers">
          <TopicEnds topic={topic} />
        </Tabs.Panel>
        <Tabs.Panel value="schema">
          <SchemaTab topic={topic} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsTab topic={topic} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
