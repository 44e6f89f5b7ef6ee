import { Injectable } from '@nestjs/common';
import { WorkflowsRepository } from '../workflows.repository.js';
import { graphOf } from '../workflow-views.js';
import { linksOf, type LinkedWorkflow, type WorkflowLinks } from './workflow-links.js';

/** So many of the newest drafts are looked at. */
const LOOKED_AT = 500;

/** How the workflows that are not published would be tied to others. A draft is read again only after it has changed. */
@Injectable()
export class DraftLinks {
  private known = new Map<string, { hash: string; links: WorkflowLinks }>();

  constructor(private readonly repository: WorkflowsRepository) {}

  async all(): Promise<LinkedWorkflow[]> {
    const drafts = await this.repository.listDrafts(LOOKED_AT);
    const changed = drafts.filter(({ id, graphHash }) => this.known.get(id)?.hash !== graphHash);
    const graphs = await this.repository.graphsOf(changed.map(({ id }) => id));
    const read = new Map(graphs.map((row) => [row.id, linksOf(graphOf(row), row.id)]));
    const known = new Map<string, { hash: string; links: WorkflowLinks }>();
    for (const { id, graphHash } of drafts) {
      const links = read.get(id) ?? this.known.get(id)?.links;
      if (links) known.set(id, { hash: graphHash, links });
    }
    this.known = known;
    return drafts.flatMap(({ id, name }) => {
      const links = known.get(id)?.links;
      return links ? [{ workflowId: id, name, status: 'draft' as const, ...links }] : [];
    });
  }
}
