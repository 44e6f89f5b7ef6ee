import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A state of a workflow that runs refer to; never changed once written. */
@Entity('workflow_version')
export class WorkflowVersion {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  /** Null for a draft that was tried out. */
  @Column('int', { nullable: true }) number!: number | null;
  @Column('text') name!: string;
  @Column('text') graph!: string;
  @Column('text', { name: 'graph_hash' }) graphHash!: string;
  @Column('text') settings!: string;
  /** The name of a person or an API key; null for a draft, and for what was published before this was kept. */
  @Column('text', { name: 'published_by', nullable: true }) publishedBy!: string | null;
  @Column('text') note!: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
