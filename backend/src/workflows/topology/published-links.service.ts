import { Injectable } from '@nestjs/common';
import { WorkflowsRepository } from '../workflows.repository.js';
import { graphOf, statusOf } from '../workflow-views.js';
import { linksOf, type LinkedWorkflow, type WorkflowLinks } from './workflow-links.js';

/** How the published workflows are tied to one another. A version never changes, so each is read once. */
@Injectable()
export class PublishedLinks {
  private known = new Map<string, WorkflowLinks>();

  constructor(private readonly repository: WorkflowsRepository) {}

  async all(): Promise<LinkedWorkflow[]> {
    const published = await this.repository.listPublished();
    const unknown = published.map(({ versionId }) => versionId).filter((id) => !this.known.has(id));
    const read = new Map(
      (await this.repository.findVersionsById(unknown)).map((version) => [
        version.id,
        linksOf(graphOf(version), version.workflowId),
      ]),
    );
    const links = new Map(
      published.map(({ versionId }) => [versionId, this.known.get(versionId) ?? read.get(versionId)]),
    );
    this.known = new Map([...links].flatMap(([id, own]) => (own ? [[id, own]] : [])));
    return published.map((row) => ({
      ...{ workflowId: row.workflowId, name: row.name, status: statusOf(row) },
      ...(links.get(row.versionId) ?? { listens: [], publishes: [], waits: [] }),
    }));
  }
}
