import type { Retention } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { Fact, Facts } from '../../ui/facts';
import { formatCount } from '../../ui/format';
import { TopicName } from '../../ui/topic-name';
import classes from './retention.module.css';

/** The topics whose events are kept longer or shorter than all else, with the way to where that is set. */
export function TopicTimes({ topics }: Pick<Retention, 'topics'>) {
  if (topics.length === 0) return null;
  return (
    <>
      <h2 className={classes.title}>Topics with a time of their own</h2>
      <Facts>
        {topics.map(({ type, days }) => (
          <Fact
            key={type}
            name={
              <Link to="/topics/$type" params={{ type }} search={{ tab: 'settings' }} className={classes.topic}>
                <TopicName type={type} />
              </Link>
            }
          >
            {formatCount(days, 'day')}
          </Fact>
        ))}
      </Facts>
    </>
  );
}
