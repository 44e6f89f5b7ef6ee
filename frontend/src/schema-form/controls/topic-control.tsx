import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { TopicSummary } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { useTopicIfKnown, useTopics } from '../../api/topics';
import { formatCount } from '../../ui/format';
import { matchesTopic } from '../../ui/topic-pattern';
import { described, type ControlProps } from '../control-props';
import { isExpression } from '../loose-value';
import classes from '../schema-form.module.css';
import { fieldsOfSchema } from '../schema-words';
import { TextControl } from './text-control';

const PATIENCE_MS = 200;

/** The name of a topic, or a pattern of names: one that is known, or any other. What is known of it stands beneath. */
export function TopicControl(props: ControlProps) {
  return props.asExpression === true || isExpression(props.value) ? (
    <TextControl {...props} />
  ) : (
    <TopicField {...props} />
  );
}

function TopicField({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const text = typeof value === 'string' ? value : '';
  // What a pattern begins with tells the topics that it may be for.
  const [search] = useDebouncedValue(text.replace(/[*>].*$/, ''), PATIENCE_MS);
  const topics = useTopics(search || undefined).data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Autocomplete
        id={id}
        data={topics.map((topic) => topic.type)}
        value={text}
        placeholder={field.placeholder}
        // The server has searched already.
        filter={({ options }) => options}
        maxDropdownHeight={220}
        error={isInvalid}
        attributes={described(`${describedBy} ${id}-known`)}
        spellCheck={false}
        classNames={{ input: classes.mono, option: classes.mono }}
        onChange={(next) => onChange(next || undefined)}
      />
      <div id={`${id}-known`}>{text !== '' && <Known name={text} topics={topics} />}</div>
    </>
  );
}

/** What a topic's events hold; of a pattern, how many topics it is for. */
function Known({ name, topics }: { name: string; topics: readonly TopicSummary[] }) {
  const isPattern = /[*>]/.test(name);
  const matching = topics.filter((topic) => matchesTopic(name, topic.type));
  const { data } = useTopicIfKnown(!isPattern && matching.length > 0 ? name : undefined);
  if (isPattern) return <p className={classes.note}>{patternText(matching)}</p>;
  if (matching.length === 0) return <p className={classes.note}>No event of this topic has been seen yet.</p>;
  const fields = data?.schema ? fieldsOfSchema(data.schema) : undefined;
  return (
    <p className={classes.note}>
      {fields === undefined ? 'A known topic without a schema. ' : `Its events have ${fields}. `}
      <Link to="/topics/$type" params={{ type: name }} className={classes.link}>
        Open the topic
      </Link>
    </p>
  );
}

function patternText(matching: readonly TopicSummary[]): string {
  if (matching.length === 0) return 'No topic so far is like this.';
  const names = matching.slice(0, 3).map((topic) => topic.type);
  const rest = matching.length - names.length;
  return `${formatCount(matching.length, 'topic')}: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
