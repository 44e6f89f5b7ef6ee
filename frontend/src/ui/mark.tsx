import classes from './mark.module.css';

/** A word that sets one thing apart from others of its kind. */
export function Mark({ text, title }: { text: string; title?: string }) {
  return (
    <span className={classes.mark} title={title}>
      {text}
    </span>
  );
}

/** Tells a run by which somebody tried a draft out. */
export function TestMark() {
  return <Mark text="test" title="Somebody tried the draft out" />;
}

/** Tells a run that a replay began from one that an event itself did. */
export function ReplayMark() {
  return <Mark text="replay" title="The event was handed out again" />;
}
