import { Injectable } from '@nestjs/common';
import type { AuditActor, AuditListQuery } from '../../contract/index.js';
import { Sql } from '../../platform/database/sql.js';
import { APPEND_ENTRY, CHECK_ENTRIES, LIST_ENTRIES } from './audit.sql.js';

/** An entry as it is stored. */
export interface AuditRow {
  /** Counts up without a gap. */
  id: string;
  at: Date;
  actorKind: AuditActor['kind'];
  actorId: string | null;
  actorName: string;
  action: string;
  targetType: string;
  targetId: string | null;
  targetName: string | null;
  targetPart: string | null;
  requestId: string;
  ip: string;
}

/** The audit log in the database. */
@Injectable()
export class AuditRepository {
  constructor(private readonly sql: Sql) {}

  async append(entry: Omit<AuditRow, 'id' | 'at'>): Promise<void> {
    await this.sql.run(APPEND_ENTRY, [
      ...[entry.actorKind, entry.actorId, entry.actorName, entry.action],
      ...[entry.targetType, entry.targetId, entry.targetName, entry.targetPart, entry.requestId, entry.ip],
    ]);
  }

  /** Newest first; `cursor` is the id of the last one of the page before. */
  list({ cursor, actor, action, from, to, limit }: AuditListQuery): Promise<AuditRow[]> {
    const before = cursor !== undefined && /^\d{1,18}$/.test(cursor) ? cursor : null;
    const filter = [actor ?? null, action ?? null, from ?? null, to ?? null];
    return this.sql.run<AuditRow>(LIST_ENTRIES, [before, ...filter, limit]);
  }

  /** How many entries there are, and the first that does not follow from the one before; null if all do. */
  async check(): Promise<{ entries: number; brokenAt: string | null }> {
    const [row] = await this.sql.run<{ entries: number; brokenAt: string | null }>(CHECK_ENTRIES, []);
    if (!row) throw new Error('the audit log has lost its chain');
    return row;
  }
}
