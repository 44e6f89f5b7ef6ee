import { Injectable } from '@nestjs/common';
import type { JobKind } from '../../contract/index.js';
import type { JobHandler } from './job-handler.js';

/** Who does which kind of job. Handlers register when their module starts. */
@Injectable()
export class JobHandlers {
  private readonly byKind = new Map<JobKind, JobHandler<unknown, unknown>>();

  register<Request, Cursor>(handler: JobHandler<Request, Cursor>): void {
    this.byKind.set(handler.kind, handler);
  }

  kinds(): JobKind[] {
    return [...this.byKind.keys()];
  }

  get(kind: JobKind): JobHandler<unknown, unknown> {
    const handler = this.byKind.get(kind);
    if (!handler) throw new Error(`nobody does jobs of the kind "${kind}"`);
    return handler;
  }
}
