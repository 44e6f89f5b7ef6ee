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

interface Answer {
  id: string;
  status: string;
  output: string | null;
}

/** What a `respond` step sends. */
export interface Response {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Waits for what runs put out, for webhooks that answer with it. */
@Injectable()
export class RunAnswers implements OnModuleInit {
  private readonly waiting = new Map<string, () => void>();
  private readonly group: GroupCommit<string, Answer | undefined>;

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
    this.announcer.listen('runs.answered', ({ runIds }) => {
      for (const id of runIds) this.waiting.get(id)?.();
    });
  }

  /**
   * The last output of a run, as JSON, once it has ended.
   *
   * @throws AppError `RUN_FAILED`, `RUN_TIMEOUT`
   */
  async outputOf(runId: string): Promise<string> {
    const { output } = await this.waitFor(runId, ({ status }) => status === 'succeeded');
    return output ?? 'null';
  }

  /**
   * What a step of a run has answered; nothing if the run ended without.
   *
   * @throws AppError `RUN_FAILED`, `RUN_TIMEOUT`
   */
  async responseOf(runId: string): Promise<Response | undefined> {
    const { output } = await this.waitFor(runId, (run) => run.output !== null || run.status === 'succeeded');
    return output === null ? undefined : (JSON.parse(output) as Response);
  }

  private async waitFor(runId: string, isEnough: (run: Answer) => boolean): Promise<Answer> {
    const deadline = Date.now() + TIMEOUT_MS;
    while (Date.now() < deadline) {
      await this.nextNews(runId);
      const run = await this.group.submit(runId);
      if (run && isEnough(run)) return run;
      if (run?.status === 'failed' || run?.status === 'cancelled')
        throw new AppError('RUN_FAILED', `The run ${runId} did not succeed.`, { hint: 'Its page tells why.' });
    }
    throw new AppError('RUN_TIMEOUT', `The run ${runId} goes on, but did not end within ${TIMEOUT_MS / 1000} s.`);
  }

  private async find(runIds: string[]): Promise<(Answer | undefined)[]> {
    const rows = await this.sql.run<Answer & Record<string, unknown>>(FIND_ANSWERS, [runIds]);
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
