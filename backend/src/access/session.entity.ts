import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AppUser } from './user.entity.js';

/** Only the hash of a session's token is stored: what is in the database logs nobody in. */
@Entity('user_session')
export class UserSession {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @ManyToOne(() => AppUser)
  @JoinColumn({ name: 'user_id' })
  user!: AppUser;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
