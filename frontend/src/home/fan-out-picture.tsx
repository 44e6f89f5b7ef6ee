import classes from './fan-out-picture.module.css';

const CONSUMERS = [
  { y: 6, state: 'succeeded' },
  { y: 54, state: 'succeeded' },
  { y: 102, state: 'failed' },
];

/** One event, three consumers, one of which fails: what the starter shows, in the shapes of the canvas. */
export function FanOutPicture() {
  return (
    <svg className={classes.picture} viewBox="0 0 340 140" aria-hidden>
      <path className={classes.edge} d="M86 70 H128" />
      {CONSUMERS.map(({ y, state }) => (
        <path key={y} className={classes.edge} data-state={state} d={`M212 70 C236 70 232 ${y + 16} 256 ${y + 16}`} />
      ))}
      <path className={classes.node} d="M22 54 H80 a6 6 0 0 1 6 6 V80 a6 6 0 0 1 -6 6 H22 a16 16 0 0 1 0 -32 Z" />
      <circle className={classes.trigger} cx="24" cy="70" r="8" />
      <path className={classes.line} d="M42 66 H74 M42 75 H62" />
      <rect className={classes.node} x="128" y="54" width="84" height="32" rx="16" />
      <circle className={classes.topic} cx="145" cy="70" r="8" />
      <path className={classes.line} d="M163 66 H197 M163 75 H183" />
      {CONSUMERS.map(({ y, state }) => (
        <g key={y}>
          <rect className={classes.node} data-state={state} x="256" y={y} width="78" height="32" rx="6" />
          <rect className={classes.action} x="264" y={y + 8} width="16" height="16" rx="4" />
          <path className={classes.line} d={`M290 ${y + 12} H322 M290 ${y + 21} H310`} />
          <circle className={classes.badge} data-state={state} cx="326" cy={y} r="5" />
        </g>
      ))}
    </svg>
  );
}
