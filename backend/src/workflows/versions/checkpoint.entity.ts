import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A state of a workflow's draft that somebody gave a name; never changed once written. */
@Entity('workflow_checkpoint')
export class Checkpoint {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('text') name!: string;
  @Column('text') graph!: string;
  @Column('text') settings!: string;
  /** The name of a person or an API key. */
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
