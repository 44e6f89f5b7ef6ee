import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One execution of one version for one event. */
@Entity('run')
export class Run {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'event_id' }) eventId!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('uuid', { name: 'version_id' }) versionId!: string;
  @Column('text', { name: 'trigger_node' }) trigger!: string;
  @Column('int') attempt!: number;
  @Column('text') status!: string;
  @Column('uuid', { name: 'retry_of', nullable: true }) retryOf!: string | null;
  @Column('uuid', { name: 'parent_run_id', nullable: true }) parentRunId!: string | null;
  @Column('text', { name: 'parent_node_id', nullable: true }) parentNodeId!: string | null;
  @Column('text', { name: 'parent_iteration', nullable: true }) parentIteration!: string | null;
  @Column('uuid', { name: 'replay_id', nullable: true }) replayId!: string | null;
  @Column('uuid', { name: 'root_event_id' }) rootEventId!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  /** JSON: what it was asked to do as a test; null for all other runs. */
  @Column('text', { nullable: true }) test!: string | null;
  /** JSON. */
  @Column('text', { nullable: true }) error!: string | null;
}
