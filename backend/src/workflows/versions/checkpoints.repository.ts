import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { AppError } from '../../platform/errors/app-error.js';
import { isId, newId } from '../../platform/ids.js';
import type { Workflow } from '../workflow.entity.js';
import { Checkpoint } from './checkpoint.entity.js';

/** Checkpoints in the database. */
@Injectable()
export class CheckpointsRepository {
  constructor(@InjectRepository(Checkpoint) private readonly checkpoints: Repository<Checkpoint>) {}

  /** Newest first; `cursor` is the id of the last one of the page before. */
  list(workflowId: string, limit: number, cursor: string | undefined): Promise<Checkpoint[]> {
    const isFurther = cursor !== undefined && isId(cursor);
    return this.checkpoints.find({
      where: { workflowId, ...(isFurther && { id: LessThan(cursor) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** @throws AppError `NOT_FOUND` */
  async get(workflowId: string, id: string): Promise<Checkpoint> {
    const row = isId(id) ? await this.checkpoints.findOneBy({ id, workflowId }) : null;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such checkpoint.');
    return row;
  }

  add({ id: workflowId, graph, settings }: Workflow, name: string, createdBy: string): Promise<Checkpoint> {
    return this.checkpoints.save({ id: newId(), workflowId, name, graph, settings, createdBy, createdAt: new Date() });
  }

  async delete({ id }: Checkpoint): Promise<void> {
    await this.checkpoints.delete({ id });
  }
}
