import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Sql } from '../database/sql.js';

const PING = { name: 'ping', text: 'select 1' };

/** Whether this process can do its work. */
@Injectable()
export class Health implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(private readonly sql: Sql) {}

  /** Not ready: the database does not answer, or the process is shutting down. */
  async isReady(): Promise<boolean> {
    if (this.isStopping) return false;
    return this.sql.run(PING, []).then(
      () => true,
      () => false,
    );
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }
}
