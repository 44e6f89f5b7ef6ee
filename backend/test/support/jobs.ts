import type { EventDetail, Job, JobResult, Page } from '../../src/contract/index.js';
import type { TestApp } from './app.js';
import { until } from './until.js';
import { expectStatus } from './workflows.js';

/** Starts a job; returns its id. */
export async function startJob(app: TestApp, path: string, body: unknown = {}): Promise<string> {
  return expectStatus(await app.api<{ jobId: string }>('POST', path, body), 202).jobId;
}

export async function getJob(app: TestApp, jobId: string): Promise<Job> {
  return expectStatus(await app.api<Job>('GET', `/jobs/${jobId}`), 200);
}

/** The job once it has ended. */
export async function waitForJob(app: TestApp, jobId: string, timeoutMs = 20_000): Promise<Job> {
  return until(
    `the end of job ${jobId}`,
    async () => {
      const job = await getJob(app, jobId);
      return job.finishedAt !== null && job;
    },
    timeoutMs,
  );
}

/** Does a job to its end. */
export async function doJob(app: TestApp, path: string, body: unknown = {}): Promise<Job> {
  return waitForJob(app, await startJob(app, path, body));
}

export async function resultsOf(app: TestApp, jobId: string): Promise<JobResult[]> {
  return expectStatus(await app.api<Page<JobResult>>('GET', `/jobs/${jobId}/results?limit=200`), 200).items;
}

export async function deliveriesOf(app: TestApp, eventId: string): Promise<EventDetail['deliveries']> {
  return expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200).deliveries;
}
