import { Injectable } from '@nestjs/common';
import { MAX_PIN_BYTES, MAX_PINS_BYTES, type KeptPin, type Pin } from '../../contract/index.js';
import { Sql, type Statement } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { graphOf } from '../workflow-views.js';
import { WorkflowsRepository } from '../workflows.repository.js';

const FIND_PINS: Statement = {
  name: 'find-pins',
  text: `
select node_id as "nodeId", output, port, pinned_at as "pinnedAt" from pin where workflow_id = $1 order by node_id`,
};

/** None is written that would have them all take more than they may. */
const WRITE_PIN: Statement = {
  name: 'write-pin',
  text: `
insert into pin (workflow_id, node_id, output, port)
select $1, $2, $3, $4
where octet_length($3) + coalesce((select sum(octet_length(output)) from pin where workflow_id = $1 and node_id <> $2), 0) <= $5
on conflict (workflow_id, node_id) do update set output = excluded.output, port = excluded.port, pinned_at = clock_timestamp()
returning node_id as "nodeId", output, port, pinned_at as "pinnedAt"`,
};

const DELETE_PIN: Statement = { name: 'delete-pin', text: 'delete from pin where workflow_id = $1 and node_id = $2' };

interface PinRow {
  nodeId: string;
  /** JSON. */
  output: string;
  port: string | null;
  pinnedAt: Date;
}

/** Outputs that are kept with a draft for its tests. They are no part of the graph: nothing of them is ever published. */
@Injectable()
export class Pins {
  constructor(
    private readonly sql: Sql,
    private readonly workflows: WorkflowsRepository,
  ) {}

  /** @throws AppError `NOT_FOUND` */
  async list(workflowId: string): Promise<KeptPin[]> {
    await this.workflows.get(workflowId);
    return (await this.sql.run<PinRow>(FIND_PINS, [workflowId])).map(toView);
  }

  /** @throws AppError `NOT_FOUND`, `PIN_TOO_LARGE` */
  async keep(workflowId: string, nodeId: string, { output, port }: Pin): Promise<KeptPin> {
    const row = await this.workflows.get(workflowId);
    if (!graphOf(row).nodes.some(({ id }) => id === nodeId))
      throw new AppError('NOT_FOUND', `The draft has no step "${nodeId}".`);
    const json = JSON.stringify(output);
    const bytes = Buffer.byteLength(json);
    if (bytes > MAX_PIN_BYTES)
      throw new AppError('PIN_TOO_LARGE', `The output has ${bytes} bytes, a pinned one at most ${MAX_PIN_BYTES}.`);
    const [kept] = await this.sql.run<PinRow>(WRITE_PIN, [workflowId, nodeId, json, port ?? null, MAX_PINS_BYTES]);
    if (!kept)
      throw new AppError('PIN_TOO_LARGE', `All pinned outputs of a workflow have at most ${MAX_PINS_BYTES} bytes.`, {
        hint: 'Unpin another step first.',
      });
    return toView(kept);
  }

  /** @throws AppError `NOT_FOUND` if there is no such workflow; a step that is not pinned stays so */
  async remove(workflowId: string, nodeId: string): Promise<void> {
    await this.workflows.get(workflowId);
    await this.sql.run(DELETE_PIN, [workflowId, nodeId]);
  }
}

function toView({ nodeId, output, port, pinnedAt }: PinRow): KeptPin {
  return {
    nodeId,
    output: JSON.parse(output) as KeptPin['output'],
    ...(port !== null && { port }),
    pinnedAt: pinnedAt.toISOString(),
  };
}
