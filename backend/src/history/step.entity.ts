import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One execution of one node in a run. Its input follows from the outputs before it. */
@Entity('step')
export class Step {
  @PrimaryColumn('uuid', { name: 'run_id' }) runId!: string;
  @PrimaryColumn('text', { name: 'node_id' }) nodeId!: string;
  @PrimaryColumn('text') iteration!: string;
  @Column('text') status!: string;
  @Column('text', { nullable: true }) port!: string | null;
  /** JSON, as are `error`, `attempts`, `wait` and `logs`. */
  @Column('text', { nullable: true }) output!: string | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('text', { nullable: true }) attempts!: string | null;
  @Column('text', { nullable: true }) wait!: string | null;
  @Column('text', { nullable: true }) logs!: string | null;
  @Column('timestamptz', { name: 'wake_at', nullable: true }) wakeAt!: Date | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
