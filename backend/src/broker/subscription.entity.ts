import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A trigger of a published workflow: its standing interest in a topic. The rows of a workflow change in one transaction. */
@Entity('subscription')
export class Subscription {
  @PrimaryColumn('uuid', { name: 'workflow_id' }) workflowId!: string;
  @PrimaryColumn('text', { name: 'node_id' }) nodeId!: string;
  @Column('uuid', { name: 'version_id' }) versionId!: string;
  @Column('text', { name: 'node_type' }) nodeType!: string;
  @Column('text') pattern!: string;
  @Column('text', { nullable: true }) source!: string | null;
  /** Conditions as JSON. */
  @Column('text', { nullable: true }) filter!: string | null;
  /** The address that this subscription alone owns. */
  @Column('text', { nullable: true }) route!: string | null;
  /** The parameters of the trigger node as JSON. */
  @Column('text') params!: string;
  /** JSON: what limits the runs of the workflow, if anything does. */
  @Column('text', { nullable: true }) limits!: string | null;
  /** JSON: under which key its events are worked off in order, if under any. */
  @Column('text', { nullable: true }) ordering!: string | null;
}
