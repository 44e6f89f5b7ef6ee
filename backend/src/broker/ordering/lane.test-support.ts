import { HELD_ORDERING, HELD_PAUSED } from '../held.js';
import { decideHead, holdInLane, type Head } from './decide-heads.js';

interface Row extends Head {
  status: string;
  /** In the order of coming. */
  seq: number;
}

/** A lane in memory, moved by the decisions that move those in the database. */
export class ModelLane {
  /** The places in the order in which their runs began. */
  readonly begun: number[] = [];
  isPaused = false;
  private rows: Row[] = [];
  private lastSeq = 0;

  constructor(private readonly onDeadLetter: 'block' | 'skip') {}

  get underWay(): number[] {
    return this.rows.filter((row) => row.status === 'running').map(({ seq }) => seq);
  }

  get waiting(): number[] {
    return this.rows.filter((row) => row.status === 'queued').map(({ seq }) => seq);
  }

  get isBlocked(): boolean {
    return this.rows.some(({ blocked }) => blocked);
  }

  enter(): void {
    this.lastSeq += 1;
    const { held } = holdInLane(undefined, this.rows.length === 0);
    const row = { seq: this.lastSeq, status: 'queued', blocked: false, isPaused: false, isLimited: false };
    this.rows.push({ ...row, held: this.isPaused ? HELD_PAUSED : held });
    if (held === null && !this.isPaused) this.begin(this.rows[0]);
  }

  /** The run under way ends. */
  end(status: 'succeeded' | 'failed'): void {
    const row = this.rows.find((one) => one.status === 'running');
    if (row) this.leave(row, status);
  }

  /** Somebody cancels one of the runs, whatever it is at. */
  cancel(index: number): void {
    const row = this.rows[index % Math.max(1, this.rows.length)];
    if (row && !row.blocked) this.leave(row, 'cancelled');
  }

  /** Somebody retries the run that stands in the way. */
  retry(): void {
    const row = this.rows.find(({ blocked }) => blocked);
    if (!row) return;
    row.blocked = false;
    this.begin(row);
  }

  giveUp(): void {
    this.rows = this.rows.filter(({ blocked }) => !blocked);
  }

  resume(): void {
    this.isPaused = false;
    for (const row of this.rows) if (row.held === HELD_PAUSED) row.held = HELD_ORDERING;
  }

  /** What is done after each change, and again by the sweep where that was lost. */
  settle(): void {
    for (;;) {
      const [head] = this.rows;
      if (!head) return;
      const verdict = decideHead({ ...head, isPaused: this.isPaused });
      if (verdict === 'is-over') this.rows.shift();
      else if (verdict === 'is-paused') head.held = HELD_PAUSED;
      else if (verdict === 'begins') this.begin(head);
      else return;
    }
  }

  private begin(row: Row | undefined): void {
    if (!row) return;
    row.held = null;
    row.status = 'running';
    if (this.begun.at(-1) !== row.seq) this.begun.push(row.seq);
  }

  private leave(row: Row, status: string): void {
    row.status = status;
    if (status === 'failed' && this.onDeadLetter === 'block') row.blocked = true;
    else if (status === 'cancelled') this.rows = this.rows.filter((one) => one !== row);
  }
}
