import type { TopicSummary } from '@eventloom/backend/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Mark } from '../ui/mark';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { TopicName } from '../ui/topic-name';
import { rateText, schemaText } from './topic-words';
import classes from './topics.module.css';

/** The topics as a table; a click opens one. */
export function TopicsTable({ topics }: { topics: TopicSummary[] }) {
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Topics">
        <thead>
          <tr>
            <th scope="col">Topic</th>
            <th scope="col">Schema</th>
            <th scope="col" className={table.number}>
              Rate
            </th>
            <th scope="col" className={table.number}>
              24 hours
            </th>
            <th scope="col" className={table.number}>
              Producers
            </th>
            <th scope="col" className={table.number}>
              Consumers
            </th>
            <th scope="col" className={table.number}>
              Backlog
            </th>
            <th scope="col">Last event</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <TopicRow key={topic.type} topic={topic} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TopicRow({ topic }: { topic: TopicSummary }) {
  const { type, description, owner, events24h, ratePerMinute, producers, consumers, backlog, lastEventAt } = topic;
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/topics/$type', params: { type } });
  const about = [description, owner].filter((text) => text !== '').join(' · ');
  return (
    <tr data-clickable onClick={open}>
      <td className={classes.topic}>
        <Link to="/topics/$type" params={{ type }} className={table.link} onClick={(event) => event.stopPropagation()}>
          <TopicName type={type} />
        </Link>
        {about !== '' && (
          <span className={classes.about} title={about}>
            {about}
          </span>
        )}
      </td>
      <td>{topic.hasSchema ? <Mark text={schemaText(topic)} /> : <span className={table.muted}>none</span>}</td>
      <td className={table.number}>{rateText(ratePerMinute)}</td>
      <td className={table.number}>{events24h.toLocaleString()}</td>
      <td className={table.number}>{producers.length}</td>
      <td className={table.number}>{consumers.length}</td>
      <td className={table.number}>{backlog.toLocaleString()}</td>
      <td className={table.muted}>{lastEventAt === null ? 'never' : <TimeAgo time={lastEventAt} />}</td>
    </tr>
  );
}
