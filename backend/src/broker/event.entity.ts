import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event as it is kept; never changed once written. */
@Entity('event')
export class Event {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: string;
  @Column('text') source!: string;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('timestamptz') time!: Date;
  /** The id that its producer gave it. */
  @Column('text', { name: 'external_id', nullable: true }) externalId!: string | null;
  /** JSON. */
  @Column('text') data!: string;
  /** JSON: the attributes of CloudEvents that have no column. */
  @Column('text', { nullable: true }) attributes!: string | null;
  @Column('text', { name: 'schema_problem', nullable: true }) schemaProblem!: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  /** The first event of the chain of causes. */
  @Column('uuid', { name: 'root_id' }) rootId!: string;
  @Column('uuid', { name: 'cause_run_id', nullable: true }) causeRunId!: string | null;
  @Column('text', { name: 'cause_node_id', nullable: true }) causeNodeId!: string | null;
  /** How many runs published one another until this event came about. */
  @Column('smallint') hops!: number;
}
