import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CatchUp } from '../../contract/index.js';

/** A schedule of a published workflow: when its trigger fires next, and how it goes on from there. */
@Entity('schedule')
export class Schedule {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('text', { name: 'node_id' }) nodeId!: string;
  @Column('uuid', { name: 'version_id' }) versionId!: string;
  /** The name of the node, if it has one of its own. */
  @Column('text', { nullable: true }) label!: string | null;
  @Column('text', { nullable: true }) cron!: string | null;
  @Column('double precision', { name: 'every_ms', nullable: true }) everyMs!: number | null;
  @Column('text') timezone!: string;
  @Column('text', { name: 'catch_up' }) catchUp!: CatchUp;
  @Column('boolean') paused!: boolean;
  /** What the steps of `everyMs` are counted from. */
  @Column('timestamptz') anchor!: Date;
  /** Null while it is paused, and when no time is left. */
  @Column('timestamptz', { name: 'next_due_at', nullable: true }) nextDueAt!: Date | null;
  @Column('timestamptz', { name: 'last_fired_at', nullable: true }) lastFiredAt!: Date | null;
}
