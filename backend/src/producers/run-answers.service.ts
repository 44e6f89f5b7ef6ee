import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Announcer } from '../platform/announcer.service.js';
import { GroupCommit } from '../platform/batching/group-commit.js';
import { Sql } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';

/** Whoever waits for an answer is told by then that there is none yet; milliseconds. */
const TIMEOUT_MS = 30_000;

/** The announcement of an end may be lost between processes, so the database is asked too; milliseconds. */
const POLL_MS = 1000;

/** Those who are told of their runs in one go ask together. */
const FIND_ANSWERS = {
  name: 'find-run-answers',
  text: 'select id, status, output from run where id = any($1::uuid[])',
};

interface AnswerRow {
  id: string;
  status: string;
  output: string | null;
}

/** Waits for the last output of runs, for webhooks that answer with it. */
@Injectable()
export class RunAnswers implements OnModuleInit {
  private readonly waiting = new Map<string, () => void>();
  private readonly group: GroupCommit<string, AnswerRow | undefined>;

  constructor(
    private readonly announcer: Announcer,
    private readonly sql: Sql,
  ) {
    this.group = new GroupCommit((runIds) => this.find(runIds), { maxItems: 400, inFlight: 2 });
  }

  onModuleInit(): void {
    this.announcer.listen('runs.ended', ({ runs }) => {
      for (const { id } of runs) this.waiting.get(id)?.();
    });
  }

  /**
   * The last output of a run, as JSON, once it has ended.
   *
   * @throws AppError `RUN_FAILED`, `RUN_TIMEOUT`
   */
  async outputOf(runId: string): Promise<string> {
    const deadline = Date.now() + TIMEOUT_MS;
    while (Date.now() < deadline) {
      await this.nextNews(runId);
      const run = await this.group.submit(runId);
      if (run?.status === 'succeeded') return run.output ?? 'null';
      if (run?.status === 'failed' || run?.status === 'cancelled')
        throw new AppError('RUN_FAILED', `The run ${runId} did not succeed.`, { hint: 'Its page tells why.' });
    }
    throw new AppError('RUN_TIMEOUT', `The run ${runId} goes on, but did not end within ${TIMEOUT_MS / 1000} s.`);
  }

  private async find(runIds: string[]): Promise<(AnswerRow | undefined)[]> {
    const rows = await this.sql.run<AnswerRow & Record<string, unknown>>(FIND_ANSWERS, [runIds]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return runIds.map((id) => byId.get(id));
  }

  private async nextNews(runId: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.waiting.set(runId, resolve);
      timer = setTimeout(resolve, POLL_MS);
    });
    clearTimeout(timer);
    this.waiting.delete(runId);
  }
}
