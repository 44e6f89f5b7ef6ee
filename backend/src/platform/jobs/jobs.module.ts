import { Module } from '@nestjs/common';
import { JobHandlers } from './job-handlers.service.js';
import { JobRunner } from './job-runner.service.js';
import { JobsController } from './jobs.controller.js';
import { Jobs } from './jobs.service.js';

/** Work on many things that goes on by itself: replays, and what is done in bulk. */
@Module({ controllers: [JobsController], providers: [JobHandlers, JobRunner, Jobs], exports: [JobHandlers, Jobs] })
export class JobsModule {}
