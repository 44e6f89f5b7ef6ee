import { Injectable } from '@nestjs/common';
import type { HttpResponse } from '../connectors/define-node.js';
import { PermanentNodeError } from '../connectors/node-errors.js';
import { Announcer } from '../platform/announcer.service.js';
import { Sql } from '../platform/database/sql.js';
import type { Ownership } from './run-writes.js';

/** The first answer counts; the same step may give it again. */
const ANSWER_RUN = {
  name: 'answer-run',
  text: `
update run set output = coalesce(output, $3) where id = $1 and lease_epoch = $2 and status = 'running' returning output = $3 as "isOurs"`,
};

/** Answers of steps to the requests that their runs came from. */
@Injectable()
export class RunResponses {
  constructor(
    private readonly sql: Sql,
    private readonly announcer: Announcer,
  ) {}

  /** @throws PermanentNodeError `ALREADY_ANSWERED` */
  async respond({ id, epoch }: Ownership, answer: HttpResponse): Promise<void> {
    const [run] = await this.sql.run<{ isOurs: boolean }>(ANSWER_RUN, [id, epoch, JSON.stringify(answer)]);
    if (run?.isOurs === false)
      throw new PermanentNodeError('ALREADY_ANSWERED', 'Another step of this run has answered the request already.');
    this.announcer.announce('runs.answered', { runIds: [id] });
  }
}
