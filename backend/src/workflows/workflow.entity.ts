import { Column, CreateDateColumn, DeleteDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A workflow and its draft. Deleted ones stay, so that their history keeps a name. */
@Entity('workflow')
export class Workflow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** JSON of the draft. */
  @Column('text') graph!: string;
  @Column('text', { name: 'graph_hash' }) graphHash!: string;
  /** JSON. */
  @Column('text') settings!: string;
  @Column('int') revision!: number;
  @Column('int', { name: 'published_version', nullable: true }) publishedVersion!: number | null;
  @Column('text', { name: 'published_hash', nullable: true }) publishedHash!: string | null;
  /** Since when its runs are held, if they are. */
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt!: Date | null;
  /** Comma-separated types of the draft's triggers. */
  @Column('text', { name: 'trigger_types' }) triggerTypes!: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @DeleteDateColumn({ type: 'timestamptz', name: 'deleted_at' }) deletedAt!: Date | null;
}
