import classes from './topic-name.module.css';

/** A topic, in the shape that topics have everywhere: a stadium. */
export function TopicName({ type }: { type: string }) {
  return (
    <span className={classes.topic} title={type}>
      {type}
    </span>
  );
}
