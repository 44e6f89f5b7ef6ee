import { Injectable } from '@nestjs/common';
import { Sql, type SqlRunner, type Statement } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isId } from '../../platform/ids.js';
import { PublishedTriggers, type TriggerKey } from '../published-triggers.service.js';
import type { DirectTarget } from '../new-event.js';
import { SubscriptionTable } from '../subscription-table.service.js';
import type { Receivers } from './prepare-again.js';
import type { ReplayRequest } from './replay-request.js';
import { StoredEventsRepository, type StoredEventRow } from './stored-events.repository.js';

/** Events of such topics may have been made for one workflow: by hand, by a schedule, by another workflow. */
const OURS = 'eventloom.';

const FIND_WORKFLOW: Statement = {
  name: 'find-replay-consumer',
  text: 'select name, published_version is not null as "isPublished" from workflow where id = $1 and deleted_at is null',
};

/** Drafts that were tried out are of no interest, and who was called is started by who calls it. */
const FIND_TRIGGERS: Statement = {
  name: 'find-triggers-of-events',
  text: `
select distinct r.event_id as "eventId", r.workflow_id as "workflowId", r.trigger_node as "nodeId"
from run r join workflow_version v on v.id = r.version_id and v.number is not null
where r.event_id = any($1::uuid[]) and r.parent_run_id is null and ($2::uuid is null or r.workflow_id = $2)`,
};

/** Two replays that feed the same workflow from the past must see each other's runs. */
const LOCK_FEEDING: Statement = {
  name: 'lock-feeding',
  text: `select pg_advisory_xact_lock(hashtextextended('eventloom feeds ' || $1::text, 0))`,
};

/** Finds who is to get events again. */
@Injectable()
export class ReplayReceivers {
  constructor(
    private readonly sql: Sql,
    private readonly table: SubscriptionTable,
    private readonly triggers: PublishedTriggers,
    private readonly stored: StoredEventsRepository,
  ) {}

  /**
   * @returns the name of the only consumer of a replay; undefined if all are meant
   * @throws AppError `NOT_FOUND`, `NOT_PUBLISHED`
   */
  async refuseUnpublished(workflowId: string | null, runner: SqlRunner = this.sql): Promise<string | undefined> {
    if (workflowId === null) return undefined;
    const [workflow] = isId(workflowId)
      ? await runner.run<{ name: string; isPublished: boolean }>(FIND_WORKFLOW, [workflowId])
      : [];
    if (!workflow) throw new AppError('NOT_FOUND', 'There is no such workflow.');
    if (!workflow.isPublished)
      throw new AppError('NOT_PUBLISHED', `"${workflow.name}" is not published, so nothing can be handed to it.`);
    return workflow.name;
  }

  /** By the ids of the events. */
  async of(
    runner: SqlRunner,
    events: readonly StoredEventRow[],
    request: ReplayRequest,
  ): Promise<ReadonlyMap<string, Receivers>> {
    const { workflowId } = request;
    const isFed = 'feeding' in request && workflowId !== null;
    const had = isFed ? await this.lockFeeding(runner, events, workflowId) : new Set<string>();
    const direct = isFed ? [] : await this.directTargets(runner, events, workflowId);
    const found = new Map<string, Receivers>();
    for (const { id, type } of events) {
      const hearers = this.table
        .about(type)
        .filter((one) => (workflowId === null || one.workflowId === workflowId) && !had.has(`${id} ${one.nodeId}`));
      found.set(id, { hearers, direct: direct.filter(({ eventId }) => eventId === id) });
    }
    return found;
  }

  private async lockFeeding(
    runner: SqlRunner,
    events: readonly StoredEventRow[],
    workflowId: string,
  ): Promise<ReadonlySet<string>> {
    await runner.run(LOCK_FEEDING, [workflowId]);
    const ids = events.map(({ id }) => id);
    return this.stored.handedOut(ids, workflowId, runner);
  }

  /** The triggers that got events although they do not hear their topics, as far as they are published. */
  private async directTargets(
    runner: SqlRunner,
    events: readonly StoredEventRow[],
    workflowId: string | null,
  ): Promise<(DirectTarget & { eventId: string })[]> {
    const topics = new Map(events.flatMap(({ id, type }) => (type.startsWith(OURS) ? [[id, type]] : [])));
    if (topics.size === 0) return [];
    const rows = await runner.run<TriggerKey & { eventId: string }>(FIND_TRIGGERS, [[...topics.keys()], workflowId]);
    const direct = rows.filter(({ eventId, ...trigger }) => !this.hears(trigger, topics.get(eventId) ?? ''));
    const targets = new Map((await this.triggers.find(runner, direct)).map((target) => [keyOf(target), target]));
    return direct.flatMap(({ eventId, ...trigger }) => {
      const target = targets.get(keyOf(trigger));
      return target ? [{ ...target, eventId }] : [];
    });
  }

  private hears({ workflowId, nodeId }: TriggerKey, topic: string): boolean {
    return this.table.about(topic).some((one) => one.workflowId === workflowId && one.nodeId === nodeId);
  }
}

function keyOf({ workflowId, nodeId }: TriggerKey): string {
  return `${workflowId} ${nodeId}`;
}
