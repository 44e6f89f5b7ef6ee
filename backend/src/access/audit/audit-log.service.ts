import { Inject, Injectable } from '@nestjs/common';
import type { AuditActor, AuditCheck, AuditEntry, AuditListQuery, Page } from '../../contract/index.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { AuditRepository, type AuditRow } from './audit.repository.js';

/** Something that was done and is to be written down. */
export type NewAuditEntry = Pick<AuditEntry, 'action' | 'target' | 'requestId' | 'ip'> & {
  /** Absent if nobody knows who it was. */
  actor?: AuditActor;
};

const UNKNOWN: AuditActor = { kind: 'anonymous', id: null, name: 'Unknown' };

/** Names are kept so long. */
const NAME_LENGTH = 200;

/** What was done, by whom: only ever added to. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly entries: AuditRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Writes an entry down. What was done is done: if that fails, the program's own log has the entry, and nobody is refused. */
  async append({ actor = UNKNOWN, action, target, requestId, ip }: NewAuditEntry): Promise<void> {
    const row = {
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: toText(actor.name),
      action,
      targetType: target.type,
      targetId: target.id === null ? null : toText(target.id),
      targetName: target.name === null ? null : toText(target.name),
      targetPart: target.part === null ? null : toText(target.part),
      requestId,
      ip,
    };
    await this.entries
      .append(row)
      .catch((error: unknown) => this.logger.error({ err: error, entry: row }, 'an audit entry was not written'));
  }

  async list(query: AuditListQuery): Promise<Page<AuditEntry>> {
    const rows = await this.entries.list({ ...query, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit).map(toEntry);
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Whether all entries are as they were written. */
  async check(): Promise<AuditCheck> {
    const { entries, brokenAt } = await this.entries.check();
    return { intact: brokenAt === null, entries, brokenAt };
  }
}

/** The database takes no character 0 in a text. */
function toText(text: string): string {
  return text.replaceAll('\0', '').slice(0, NAME_LENGTH);
}

function toEntry({ id, at, action, requestId, ip, ...row }: AuditRow): AuditEntry {
  return {
    id,
    at: at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action,
    target: { type: row.targetType, id: row.targetId, name: row.targetName, part: row.targetPart },
    requestId,
    ip,
  };
}
